use hallpass_app::use_case::write_project::{self, ProjectFile};

use crate::command::finding::quoted_path;
use crate::output::{Ended, Output, Result};

/// The differences are the data; what is left to a person is said beside them.
pub fn print(project: &write_project::Output, output: &mut Output) -> Result {
    if output.is_json() {
        output.json(project)?;
    }
    let ended = print_files(&project.files, output)?;
    for step in &project.steps {
        output.note(&format!("by hand: {step}"));
    }
    Ok(ended)
}

/// Of each file its difference, and what became of it.
pub fn print_files(files: &[ProjectFile], output: &mut Output) -> Result {
    let mut ended = Ended::Fine;
    let mut is_shown = false;
    for file in files {
        if !output.is_json() {
            output.text(&file.difference)?;
        }
        let name = quoted_path(&file.file);
        for note in &file.notes {
            match file.written && !file.is_kept {
                // That no copy is kept must be known also to who wants to hear little.
                true => output.say(&format!("{name}: {note}")),
                false => output.note(&format!("{name}: {note}")),
            }
        }
        if let Some(error) = &file.error {
            output.error(error);
            ended = worse(ended, error.kind.into());
        } else if file.written {
            match file.is_kept {
                true => output.note(&format!("wrote {name}; take it back with: hallpass manifest undo {name}")),
                false => output.note(&format!("wrote {name}")),
            }
        } else if file.difference.is_empty() && file.notes.is_empty() {
            output.note(&format!("nothing to change in {name}"));
        } else {
            is_shown |= !file.difference.is_empty();
        }
    }
    if is_shown {
        output.note("nothing was written; add --write to do so");
    }
    Ok(ended)
}

/// What could not be checked weighs more than what was refused.
fn worse(one: Ended, other: Ended) -> Ended {
    if one == Ended::CouldNotCheck { one } else { other }
}
