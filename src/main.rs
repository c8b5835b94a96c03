//! The `panelpress` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    panelpress::cli::run(std::env::args_os())
}
