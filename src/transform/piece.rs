//! Steps that look at one row at a time, which can be done with a piece of a table as with all of it.

use polars::prelude::*;

use super::{apply, expression, sel};
use crate::data::Table;
use crate::error::Result;
use crate::spec::Transform;
use crate::warn::Warnings;

/// Whether a step does the same to a piece of `table` as to all of it.
pub fn by_row(step: &Transform, table: &Table) -> bool {
    match step {
        Transform::Sel { .. }
        | Transform::Rename { .. }
        | Transform::Join { .. }
        | Transform::Part { .. } => true,
        Transform::Where(text) | Transform::Derive { expr: text, .. } => {
            expression::parse(text, table).is_ok_and(|(expr, _)| (&expr).into_iter().all(is_plain))
        }
        _ => false,
    }
}

/// Whether a part of an expression looks at one row at a time.
fn is_plain(node: &Expr) -> bool {
    match node {
        Expr::Column(_)
        | Expr::Literal(_)
        | Expr::BinaryExpr { .. }
        | Expr::Cast { .. }
        | Expr::Ternary { .. }
        | Expr::Alias(..) => true,
        // The list of an `in`.
        Expr::Agg(AggExpr::Implode { input, .. }) => {
            (&**input).into_iter().all(|part| matches!(part, Expr::Literal(_)))
        }
        Expr::Function { function, .. } => is_plain_function(function),
        _ => false,
    }
}

/// Functions of one row that conditions and derived columns use most; others are done at once.
fn is_plain_function(function: &FunctionExpr) -> bool {
    match function {
        FunctionExpr::Boolean(function) => matches!(
            function,
            BooleanFunction::IsIn { .. }
                | BooleanFunction::IsNull
                | BooleanFunction::IsNotNull
                | BooleanFunction::IsFinite
                | BooleanFunction::IsInfinite
                | BooleanFunction::IsNan
                | BooleanFunction::IsNotNan
                | BooleanFunction::Not
        ),
        FunctionExpr::Abs
        | FunctionExpr::Round { .. }
        | FunctionExpr::Floor
        | FunctionExpr::Ceil
        | FunctionExpr::Log
        | FunctionExpr::Log1p
        | FunctionExpr::Exp
        | FunctionExpr::Pow(_)
        | FunctionExpr::Trigonometry(_)
        | FunctionExpr::Coalesce
        | FunctionExpr::FillNull
        | FunctionExpr::Negate
        | FunctionExpr::Sign
        | FunctionExpr::TemporalExpr(_) => true,
        _ => false,
    }
}

/// A piece of a table after a step that looks at one row at a time. That no row of it is selected
/// is no error: others may have some.
pub fn apply_to_piece(piece: &Table, step: &Transform) -> Result<Table> {
    match step {
        Transform::Sel { column, value, to, range } => {
            let wanted = sel::Wanted { from: value.as_deref(), to: to.as_deref(), range: *range };
            sel::keep(piece, column, wanted)
        }
        step => apply(piece, step, &mut Warnings::default()),
    }
}
