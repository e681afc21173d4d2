use std::path::PathBuf;

use sso_core::{Cloud, CustomCloud};

use crate::toml_text::what_is_wrong;
use crate::{AppError, files};

/// A cloud by its name, or by a file with its addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GivenCloud {
    Known(Cloud),
    /// TOML: `name`, `authority`, `graph`, and `portal` where there is one.
    File(PathBuf),
}

const LIMIT: u64 = 100_000;
const NAMES: &str = "public, us-gov, us-gov-dod, china or practice";
const FORM: &str = "write name = \"…\", authority = \"https://HOST\", graph = \"https://HOST\", and portal = \"https://HOST\" where \
     there is one";

impl GivenCloud {
    /// As it is given: its name, or the path of the file. `None` for one that came out of a file: the path is not known any more.
    pub(super) fn written(&self) -> Option<String> {
        let name = match self {
            Self::Known(Cloud::Public) => "public",
            Self::Known(Cloud::UsGov) => "us-gov",
            Self::Known(Cloud::UsGovDod) => "us-gov-dod",
            Self::Known(Cloud::China) => "china",
            Self::Known(Cloud::Practice) => "practice",
            Self::Known(Cloud::Custom(_)) => return None,
            Self::File(path) => return Some(path.display().to_string()),
        };
        Some(name.to_owned())
    }

    /// # Errors
    /// `cloud-unknown` for what is neither a name nor a file that is there; `value-not-accepted` for a file that says
    /// something else than addresses; those of reading a file.
    pub(crate) fn cloud(&self) -> Result<Cloud, AppError> {
        let path = match self {
            Self::Known(cloud) => return Ok(cloud.clone()),
            Self::File(path) => path,
        };
        let name = path.display();
        let Some(bytes) = files::read_if_there(path, LIMIT)? else {
            let words = format!("the cloud is neither one that is known here nor a file that is there: {name}");
            return Err(AppError::usage("cloud-unknown", words)
                .with_hint(format!("write {NAMES}, or the path of a TOML file with its addresses")));
        };
        let refused = |why: &str| {
            AppError::usage("value-not-accepted", format!("{name} does not say where a cloud is: {why}"))
                .with_hint(FORM)
        };
        let text = String::from_utf8(bytes).map_err(|_| refused("it is not UTF-8"))?;
        let custom = toml::from_str::<CustomCloud>(&text).map_err(|error| refused(&what_is_wrong(&error, &text)))?;
        Ok(Cloud::Custom(Box::new(custom)))
    }
}
