// Counts what passed and what failed, and says each failure once, where it was seen first.

export class Tally {
  passed = 0;
  failed = 0;

  /** Notes a check by what it found: no faults is a pass. */
  note(what, faults) {
    if (faults.length === 0) {
      this.passed += 1;
      return;
    }
    this.failed += 1;
    console.log(`FAILED ${what}`);
    for (const fault of faults) console.log(`    ${fault}`);
  }

  /** A check that could not be made is neither passed nor failed, and is not silent. */
  skip(what, reason) {
    console.log(`skipped ${what}: ${reason}`);
  }

  /** The last line, and the exit status. */
  end() {
    console.log(`${this.passed} passed, ${this.failed} failed`);
    return this.failed === 0 ? 0 : 1;
  }
}
