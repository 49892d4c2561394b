//! The one place where a panic becomes an error: the readers of polars do not promise not to panic
//! on damaged files.
//!
//! What the panic hook prints cannot be held back from here without global state; `cli` owns the
//! hook and prints only panics that reach it.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use polars::prelude::PolarsResult;

use crate::error::{Error, Result};

/// Run a reader over the bytes of `name`.
pub(super) fn guard<T>(
    name: &str,
    format: &str,
    read: impl FnOnce() -> PolarsResult<T>,
) -> Result<T> {
    // Nothing that the closure touches is used after a panic: readers are made inside it.
    match catch_unwind(AssertUnwindSafe(read)) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => Err(Error::damaged(name, format, first_line(&error.to_string()))),
        Err(panic) => Err(Error::damaged(name, format, first_line(message(&*panic)))),
    }
}

fn message(panic: &(dyn Any + Send)) -> &str {
    let owned = panic.downcast_ref::<String>().map(String::as_str);
    owned.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("its parts do not fit")
}

/// Readers explain at length, and in the words of their own structs; the beginning of the first
/// line says what is wrong.
fn first_line(text: &str) -> String {
    let line = text.lines().find(|l| !l.trim().is_empty()).unwrap_or_default();
    let words = line.split(['{', '(']).next().unwrap_or_default();
    let words =
        words.trim_end_matches([' ', ':']).trim_end_matches("Error").trim_end_matches([' ', ':']);
    if words.is_empty() {
        "its parts do not fit".to_owned()
    } else {
        words.chars().take(160).collect()
    }
}
