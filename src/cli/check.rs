//! `panelpress check`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::{Outcome, explain, fail, findings};
use crate::check::mend;
use crate::diagnostic::{Diagnostic, Fix, Level, Report};
use crate::export::findings::{Told, github, json, sarif};
use crate::load::{self, Layout, LoadError};
use crate::model::Project;
use crate::pipeline::{self, Checked};
use crate::source::Source;

/// Proof-read papers before they are published
///
/// Reads sites, folders and single files, and says what is wrong in them: a date on the wrong weekday, a name misspelt, an
/// action without an owner, an appendix that does not exist. Paths of one call are read together, so that papers are held
/// against each other. A file that lies in a site is read with the whole site. `panelpress explain RULE` tells more of a rule.
#[derive(Debug, Args)]
#[command(after_help = "Exit status: 0 nothing of level error; 1 errors (with --strict: or warnings); 2 could not be read.")]
pub(super) struct Arguments {
    /// Sites, folders of papers, or single files (.md or .txt)
    #[arg(default_value = ".")]
    paths: Vec<PathBuf>,
    /// Text for people; JSON, SARIF or annotations of GitHub for programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Show advice as well: matters of style, and what the program had to guess
    #[arg(long)]
    advice: bool,
    /// Exit with status 1 for warnings as well
    #[arg(long)]
    strict: bool,
    /// Look only for what this rule finds, advice or not; may be given more than once
    #[arg(long, value_name = "NAME")]
    rule: Vec<String>,
    /// Mend what can be mended without changing a word: marks of emphasis, list markers, blanks before stops
    #[arg(long)]
    fix: bool,
    /// With --fix: show what would be changed, and change nothing
    #[arg(long, requires = "fix")]
    dry_run: bool,
    /// Read as on this day (2026-01-31): it decides which papers are still embargoed, and what is overdue
    #[arg(long, value_name = "DATE")]
    today: Option<Date>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    Sarif,
    Github,
}

/// After so many rounds what is left is left: a fix that made room for itself again would be a fault of ours.
const MOST_ROUNDS: usize = 10;

/// Reads, mends where that is asked for, and tells what is wrong.
pub(super) fn run(arguments: &Arguments) -> Outcome {
    if let Err(reason) = arguments.rule.iter().try_for_each(|name| explain::known(name).map(|_| ())) {
        return fail(reason);
    }
    let mut read = match read(arguments) {
        Ok(read) => read,
        Err(outcome) => return outcome,
    };
    if arguments.fix && arguments.dry_run {
        tell_changes(&read);
        return Outcome::Good;
    }
    let mut made = 0;
    for _ in 0..MOST_ROUNDS {
        match if arguments.fix { fix(&read) } else { Ok(0) } {
            Ok(0) => break,
            Ok(count) => made += count,
            Err(reason) => return fail(reason),
        }
        read = match self::read(arguments) {
            Ok(read) => read,
            Err(outcome) => return outcome,
        };
    }
    if made > 0 {
        anstream::eprintln!("mended: {made}");
    }
    tell(&read, arguments)
}

/// What was read and found.
struct Read {
    told: Vec<Told>,
    /// Advice that is not shown; `--fix` mends it all the same.
    kept_back: Vec<Told>,
    papers: usize,
    /// The texts by the paths in `told`.
    sources: BTreeMap<String, std::sync::Arc<Source>>,
}

fn read(arguments: &Arguments) -> Result<Read, Outcome> {
    let today = arguments.today.unwrap_or_else(|| jiff::Zoned::now().date());
    let mut read = Read { told: Vec::new(), kept_back: Vec::new(), papers: 0, sources: BTreeMap::new() };
    for reading in readings(&arguments.paths).map_err(fail)? {
        reading.carry_out(today, arguments, &mut read)?;
    }
    Ok(read)
}

fn tell(read: &Read, arguments: &Arguments) -> Outcome {
    let report: Report = read.told.iter().map(|one| one.finding.clone()).collect();
    let written = match arguments.format {
        Format::Json => json(&read.told).map(|text| text + "\n"),
        Format::Sarif => sarif(&read.told).map(|text| text + "\n"),
        Format::Github => Ok(github(&read.told)),
        Format::Text => Ok(findings::drawn(&read.told) + &closing(read, &report)),
    };
    match written {
        Ok(text) => anstream::print!("{text}"),
        Err(error) => return fail(error),
    }
    let wrong = report.count(Level::Error) + if arguments.strict { report.count(Level::Warning) } else { 0 };
    if wrong > 0 { Outcome::Findings } else { Outcome::Good }
}

fn closing(read: &Read, report: &Report) -> String {
    let papers = if read.papers == 1 { "1 paper".to_owned() } else { format!("{} papers", read.papers) };
    let more = if read.kept_back.is_empty() { String::new() } else { format!("; {} more with --advice", read.kept_back.len()) };
    let shown = match report.count(Level::Advice) {
        0 => String::new(),
        1 => ", and 1 piece of advice".to_owned(),
        count => format!(", and {count} pieces of advice"),
    };
    format!("{papers}: {}{shown}{more}\n", findings::count(report))
}

/// Papers that are read together.
enum Reading {
    /// A site or a folder of papers; the files that were named, or all of them where none was.
    Site { root: PathBuf, only: BTreeSet<PathBuf> },
    /// Files of no site.
    Loose(Vec<PathBuf>),
}

/// What is read together: each site by itself, all else as one.
fn readings(paths: &[PathBuf]) -> Result<Vec<Reading>, LoadError> {
    let mut sites: BTreeMap<PathBuf, Option<BTreeSet<PathBuf>>> = BTreeMap::new();
    let mut loose: Vec<PathBuf> = Vec::new();
    for path in paths {
        match path.is_file() {
            false if is_site(&Layout::find(path)?) || paths.len() == 1 && has_papers(path)? => drop(sites.insert(path.clone(), None)),
            false => loose.extend(load::papers_in(path)?),
            true => match site_of(path) {
                Some(root) => {
                    if let Some(only) = sites.entry(root).or_insert_with(|| Some(BTreeSet::new())) {
                        only.insert(path.clone());
                    }
                }
                None => loose.push(path.clone()),
            },
        }
    }
    let mut readings: Vec<Reading> = sites.into_iter().map(|(root, only)| Reading::Site { root, only: only.unwrap_or_default() }).collect();
    if !loose.is_empty() {
        readings.push(Reading::Loose(loose));
    }
    Ok(readings)
}

fn is_site(layout: &Layout) -> bool {
    layout.settings.is_some() || layout.content != layout.root
}

fn has_papers(folder: &Path) -> Result<bool, LoadError> {
    let papers = load::papers_in(folder)?;
    if papers.is_empty() {
        return Err(LoadError::NoPapers(folder.to_owned()));
    }
    Ok(papers.iter().all(|path| path.extension().is_none_or(|ending| ending != "txt")))
}

/// The site in whose content a file lies.
fn site_of(file: &Path) -> Option<PathBuf> {
    let whole = std::path::absolute(file).ok()?;
    let root = whole.ancestors().skip(1).find(|folder| folder.join("panelpress.toml").is_file())?;
    let layout = Layout::find(root).ok()?;
    let here = std::env::current_dir().unwrap_or_default();
    let shown = root.strip_prefix(&here).unwrap_or(root);
    let shown = if shown.as_os_str().is_empty() { Path::new(".") } else { shown };
    whole.starts_with(&layout.content).then(|| shown.to_owned())
}

impl Reading {
    fn carry_out(self, today: Date, arguments: &Arguments, read: &mut Read) -> Result<(), Outcome> {
        match self {
            Reading::Loose(files) => {
                let (project, found) = load::loose(&files, today).map_err(fail)?;
                let mut checked = pipeline::check(project, found);
                checked.report.retain(|finding| !pipeline::RULES_OF_SITES.contains(&finding.rule));
                read.take(checked, arguments, |path| path.to_owned(), |_| true);
            }
            Reading::Site { root, only } => {
                let (project, found) = load::project(&root, today, None).map_err(unreadable)?;
                known_rules(&project)?;
                let layout = Layout::find(&root).map_err(fail)?;
                let shown = |path: &str| shown(&layout, path);
                let wanted: BTreeSet<PathBuf> = only.iter().filter_map(|path| std::path::absolute(path).ok()).collect();
                let is_wanted = |file: &str| only.is_empty() || std::path::absolute(file).is_ok_and(|path| wanted.contains(&path));
                let checked = pipeline::check(project, found);
                read.take(checked, arguments, shown, is_wanted);
            }
        }
        Ok(())
    }
}

fn known_rules(project: &Project) -> Result<(), Outcome> {
    match pipeline::unknown_rule(&project.settings) {
        Some((unknown, nearest)) => {
            Err(fail(format!("panelpress.toml sets the level of \"{unknown}\", which is no rule; did you mean \"{nearest}\"?")))
        }
        None => Ok(()),
    }
}

fn unreadable(error: LoadError) -> Outcome {
    let reason = error.to_string();
    if let LoadError::Faulty(_, report) = error {
        findings::print(report, false);
    }
    fail(reason)
}

/// A path of a site as its reader would open it.
fn shown(layout: &Layout, path: &str) -> String {
    let at = |folder: &Path| if folder == Path::new(".") { PathBuf::from(path) } else { folder.join(path) };
    let content = layout.content.strip_prefix(".").unwrap_or(&layout.content);
    let in_content = at(content);
    let found = if !in_content.exists() && at(&layout.root).exists() { at(&layout.root) } else { in_content };
    found.to_string_lossy().replace('\\', "/")
}

impl Read {
    fn take(&mut self, checked: Checked, arguments: &Arguments, shown: impl Fn(&str) -> String, is_wanted: impl Fn(&str) -> bool) {
        let asked = |finding: &Diagnostic| arguments.rule.is_empty() || arguments.rule.iter().any(|name| name == finding.rule.name);
        let told = checked.report.sorted().into_iter().map(|finding| Told { file: shown(finding.path()), finding });
        for one in told.filter(|one| asked(&one.finding) && is_wanted(&one.file)) {
            match one.finding.level == Level::Advice && !arguments.advice && arguments.rule.is_empty() {
                true => self.kept_back.push(one),
                false => self.told.push(one),
            }
        }
        self.papers += checked.papers;
        self.sources.extend(checked.sources.into_iter().map(|(path, source)| (shown(&path), source)));
    }

    /// The files that have something to mend, with their fixes.
    fn fixes(&self) -> impl Iterator<Item = (&str, &Source, Vec<&Fix>)> {
        self.sources.iter().filter_map(|(path, source)| {
            let own = self.told.iter().chain(&self.kept_back).filter(|one| one.file == *path).filter_map(|one| one.finding.fix.as_ref());
            let fixes: Vec<&Fix> = own.filter(|fix| fix.safe).collect();
            (!fixes.is_empty()).then_some((path.as_str(), &**source, fixes))
        })
    }
}

/// Makes the fixes that are safe, file by file; how many were made.
fn fix(read: &Read) -> Result<usize, String> {
    let mut made = 0;
    for (path, source, fixes) in read.fixes() {
        let bytes = std::fs::read(path).map_err(|error| format!("{path} cannot be read: {error}"))?;
        // Other encodings are read, and never written.
        let Ok(raw) = String::from_utf8(bytes) else { continue };
        let mended = mend(&raw, source, &fixes);
        if mended.made > 0 && mended.text != raw {
            replace(Path::new(path), mended.text.as_bytes())?;
            made += mended.made;
        }
    }
    Ok(made)
}

/// Puts a whole file in the place of another, so that it is never half written.
fn replace(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = path.with_file_name(format!(".{name}.{}.mended", std::process::id()));
    let put = std::fs::write(&beside, bytes)
        .and_then(|()| std::fs::set_permissions(&beside, std::fs::metadata(path)?.permissions()))
        .and_then(|()| std::fs::rename(&beside, path));
    put.map_err(|error| {
        // What could not take the file's place is not left beside it.
        let _ = std::fs::remove_file(&beside);
        format!("{} cannot be written: {error}", path.display())
    })
}

fn tell_changes(read: &Read) {
    for (path, source, fixes) in read.fixes() {
        let mended = mend(source.text(), source, &fixes).text;
        anstream::println!("--- {path}\n+++ {path}");
        // Fixes change marks within lines, or join two: lines that are the same at both ends are passed over.
        let (old, new): (Vec<&str>, Vec<&str>) = (source.text().lines().collect(), mended.lines().collect());
        changed(&old, &new).into_iter().for_each(|line| anstream::println!("{line}"));
    }
}

/// The lines that differ, the old before the new. Lines keep their order, so that one walk down both finds them.
fn changed(old: &[&str], new: &[&str]) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut at, mut other) = (0, 0);
    while at < old.len() || other < new.len() {
        match (old.get(at), new.get(other)) {
            (Some(one), Some(two)) if one == two => {}
            (Some(one), Some(two)) => {
                lines.push(format!("{:>5} -{one}", at + 1));
                // A line that was taken away leaves the next one where it was.
                if old.get(at + 1) == Some(two) {
                    at += 1;
                    continue;
                }
                lines.push(format!("{:>5} +{two}", other + 1));
            }
            (Some(one), None) => lines.push(format!("{:>5} -{one}", at + 1)),
            (None, Some(two)) => lines.push(format!("{:>5} +{two}", other + 1)),
            (None, None) => {}
        }
        at += 1;
        other += 1;
    }
    lines
}
