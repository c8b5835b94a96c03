//! A folder for one test, the program run on it, and what it wrote.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder that disappears with the test.
pub struct Folder(tempfile::TempDir);

/// What a run of the program gave.
#[derive(Debug)]
pub struct Ran {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Folder {
    /// A folder with files, by path and text.
    pub fn with(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().expect("a temporary folder"));
        files.iter().for_each(|(path, text)| folder.put(path, text));
        folder
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn put(&self, path: &str, text: &str) {
        self.put_bytes(path, text.as_bytes());
    }

    pub fn put_bytes(&self, path: &str, bytes: &[u8]) {
        let path = self.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder can be made");
        std::fs::write(path, bytes).expect("a file can be written");
    }

    pub fn remove(&self, path: &str) {
        std::fs::remove_file(self.path().join(path)).expect("the file is there");
    }

    /// Builds the folder as on a fixed day.
    pub fn build(&self) -> Ran {
        self.build_with(&[])
    }

    pub fn build_with(&self, more: &[&str]) -> Ran {
        let folder = self.path().to_str().expect("temporary folders have plain names");
        let mut arguments = vec!["build", folder];
        if !more.contains(&"--today") {
            arguments.extend(["--today", "2026-11-22"]);
        }
        arguments.extend(more);
        panelpress(&arguments)
    }

    /// Every file of the site, by path.
    pub fn site(&self) -> BTreeMap<String, Vec<u8>> {
        files(&self.path().join("public"))
    }

    /// The text of a page or file of the site.
    pub fn page(&self, path: &str) -> String {
        let path = self.path().join("public").join(path);
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }
}

/// Runs the program; paths in what it says have `/` on every system.
pub fn panelpress(arguments: &[&str]) -> Ran {
    let Ran { status, out, err } = verbatim(arguments);
    Ran { status, out: out.replace('\\', "/"), err: err.replace('\\', "/") }
}

/// Runs the program; what it says is as it said it.
pub fn verbatim(arguments: &[&str]) -> Ran {
    let output = Command::new(env!("CARGO_BIN_EXE_panelpress")).args(arguments).env("NO_COLOR", "1").output().expect("the program runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program writes UTF-8");
    Ran { status: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
}

/// All files under a folder, by path with `/` between its parts.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open: Vec<PathBuf> = vec![folder.to_owned()];
    while let Some(path) = open.pop() {
        for entry in std::fs::read_dir(&path).into_iter().flatten().flatten() {
            match entry.path() {
                path if path.is_dir() => open.push(path),
                path => {
                    let name = path.strip_prefix(folder).expect("it was found there").to_string_lossy().replace('\\', "/");
                    found.insert(name, std::fs::read(&path).expect("a file can be read"));
                }
            }
        }
    }
    found
}

/// The folder of the project.
pub fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
