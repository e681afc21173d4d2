//! What a person sets, and what is known of this machine; a file a section of the page.

pub mod certificates;
pub mod environments;
pub mod general;
pub mod practice;
pub mod privacy;
pub mod profiles;
