//! What stands in the way of a commit: looked for before anything is touched, as afterwards it would be too late.

use std::collections::BTreeSet;
use std::fs;

use rayon::prelude::*;

use super::commit::Plan;
use super::path::{folded, folders};
use super::{WriteError, is_one_file};

/// Refuses a plan that could not be carried out whole, or only by overwriting what is not ours.
pub(super) fn refuse(plan: &Plan) -> Result<(), WriteError> {
    refuse_file_as_folder(plan)?;
    let files = occupied(plan);
    if files.is_empty() { Ok(()) } else { Err(WriteError::Occupied { folder: plan.to.output.clone(), files }) }
}

/// A site cannot have both `about` and `about/index.html`.
fn refuse_file_as_folder(plan: &Plan) -> Result<(), WriteError> {
    for file in &plan.files {
        let folded = folded(&file.path);
        if let Some(other) = folders(&folded).find_map(|folder| plan.claimed.get(folder)) {
            return Err(WriteError::collision(other, &file.path));
        }
    }
    Ok(())
}

/// What somebody else put where something must be written.
fn occupied(plan: &Plan) -> Vec<String> {
    if !plan.to.output.exists() {
        return Vec::new();
    }
    let needed: BTreeSet<&str> = plan.changed().flat_map(|(file, _)| folders(&file.path)).collect();
    let mut found: BTreeSet<&str> = needed.into_par_iter().filter(|folder| blocks_folder(plan, folder)).collect();
    let paths: Vec<&str> = plan.changed().map(|(file, _)| file.path.as_str()).collect();
    found.par_extend(paths.into_par_iter().filter(|path| blocks_file(plan, path)));
    found.into_iter().map(str::to_owned).collect()
}

/// Whether a folder cannot be made. A link to a folder counts: to write through it would leave the site.
fn blocks_folder(plan: &Plan, folder: &str) -> bool {
    match fs::symlink_metadata(plan.to.target(folder)) {
        Ok(found) => !found.is_dir() && !plan.orphans.contains(folder) && !is_orphan_respelled(plan, folder),
        Err(_) => false,
    }
}

/// Whether a file cannot be put here, as a file of somebody else or a folder that will not be emptied is in its place.
fn blocks_file(plan: &Plan, path: &str) -> bool {
    match fs::symlink_metadata(plan.to.target(path)) {
        Ok(found) if found.is_dir() => !will_be_empty(plan, path),
        Ok(_) => !plan.to.owns(path) && !is_orphan_respelled(plan, path),
        Err(_) => false,
    }
}

/// Whether all that a folder holds are files about to be deleted, in folders that go with them.
fn will_be_empty(plan: &Plan, folder: &str) -> bool {
    let Ok(mut entries) = fs::read_dir(plan.to.target(folder)) else { return false };
    plan.orphan_folders.contains(folder)
        && entries.all(|entry| {
            let name = entry.ok().and_then(|entry| entry.file_name().into_string().ok());
            name.map(|name| format!("{folder}/{name}"))
                .is_some_and(|path| plan.orphans.contains(path.as_str()) || will_be_empty(plan, &path))
        })
}

/// Whether what is found is an old file of ours that now changes only its case: `About.html` seen as `about.html`.
fn is_orphan_respelled(plan: &Plan, path: &str) -> bool {
    let same = folded(path);
    let mut respelled = plan.orphans.iter().filter(|orphan| folded(orphan) == same);
    respelled.any(|orphan| is_one_file(&plan.to.target(orphan), &plan.to.target(path)))
}
