//! Who opens the address of the ready line in a browser wants to know what it is.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::{Listener, browser};
use crate::page;

pub async fn home(State(listener): State<Listener>) -> Response {
    let page = page::home(listener.shared.tenant().everybody());
    browser::html(StatusCode::OK, page)
}
