//! What `--sel` and `--isel` say.

use super::flag::Given;
use crate::error::Result;
use crate::spec::Transform;

/// `COL=VALUE` or `COL=FROM..TO`.
pub(super) fn sel(given: &Given<'_>) -> Result<Transform> {
    let (column, value) = given.pair("COL=VALUE or COL=FROM..TO, as in year=1930..1960")?;
    let end = |text: &str| Some(text.trim().to_owned()).filter(|t| !t.is_empty());
    Ok(match value.split_once("..") {
        Some((from, to)) => Transform::Sel { column, value: end(from), to: end(to), range: true },
        None => Transform::Sel { column, value: Some(value), to: None, range: false },
    })
}

/// `DIM=NUMBER` or `DIM=FROM..TO`.
pub(super) fn isel(given: &Given<'_>) -> Result<Transform> {
    let wanted = "DIM=NUMBER or DIM=FROM..TO, as in time=0..12";
    let (column, value) = given.pair(wanted)?;
    let number = |text: &str| match text.trim() {
        "" => Ok(None),
        text => text.parse::<i64>().map(Some).map_err(|_| given.bad(wanted)),
    };
    let (from, to, range) = match value.split_once("..") {
        Some((from, to)) => (number(from)?, number(to)?, true),
        None => (number(&value)?, None, false),
    };
    Ok(Transform::Isel { column, from, to, range })
}
