//! Conditions that a piece of a table cannot meet, known from the ends of its columns.

use polars::prelude::*;

use super::expression;
use crate::data::Table;
use crate::spec::Transform;

/// A condition that rows are kept by.
#[derive(Clone, Debug)]
pub struct Condition(Expr);

/// The condition of a step that filters `table`.
#[must_use]
pub fn condition(step: &Transform, table: &Table) -> Option<Condition> {
    let Transform::Where(text) = step else { return None };
    expression::parse(text, table).ok().map(|(expr, _)| Condition(expr))
}

impl Condition {
    /// Whether some row of a piece may meet the condition, whose columns have these ends.
    #[must_use]
    pub fn may_hold(&self, ends: &dyn Fn(&str) -> Option<[f64; 2]>) -> bool {
        may_hold(&self.0, ends)
    }
}

fn may_hold(expr: &Expr, ends: &dyn Fn(&str) -> Option<[f64; 2]>) -> bool {
    let Expr::BinaryExpr { left, op, right } = expr else { return true };
    match op {
        Operator::And | Operator::LogicalAnd => may_hold(left, ends) && may_hold(right, ends),
        Operator::Or | Operator::LogicalOr => may_hold(left, ends) || may_hold(right, ends),
        op => match (&**left, &**right) {
            (Expr::Column(name), Expr::Literal(value)) => compared(name, *op, value, ends),
            (Expr::Literal(value), Expr::Column(name)) => compared(name, turned(*op), value, ends),
            _ => true,
        },
    }
}

/// Whether a value between the ends of a column may compare so with a number.
fn compared(
    name: &str,
    op: Operator,
    value: &LiteralValue,
    ends: &dyn Fn(&str) -> Option<[f64; 2]>,
) -> bool {
    let number = value.to_any_value().filter(AnyValue::is_primitive_numeric);
    let number = number.and_then(|value| value.extract::<f64>());
    let (Some(number), Some([low, high])) = (number, ends(name)) else { return true };
    match op {
        Operator::Eq => low <= number && number <= high,
        Operator::Lt => low < number,
        Operator::LtEq => low <= number,
        Operator::Gt => high > number,
        Operator::GtEq => high >= number,
        _ => true,
    }
}

/// `1 < a` as `a > 1`.
fn turned(op: Operator) -> Operator {
    match op {
        Operator::Lt => Operator::Gt,
        Operator::LtEq => Operator::GtEq,
        Operator::Gt => Operator::Lt,
        Operator::GtEq => Operator::LtEq,
        op => op,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_cannot_be_is_left_out() {
        let frame = df!("a" => [1.0, 2.0], "b" => [5, 6], "w" => ["x", "y"]).unwrap();
        let table = Table::from_frame(frame, "t");
        let ends = |name: &str| match name {
            "a" => Some([1.0, 2.0]),
            "b" => Some([5.0, 6.0]),
            _ => None,
        };
        let may =
            |text: &str| condition(&Transform::Where(text.into()), &table).unwrap().may_hold(&ends);
        for text in ["a < 1", "a > 2", "2 < a", "a = 3", "a >= 1 and b < 5", "a < 1 or b > 6"] {
            assert!(!may(text), "{text}");
        }
        for text in ["a <= 1", "a >= 2", "1 < a", "a = 1.5", "a <> 1", "w = 'z'", "a + 1 < 0"] {
            assert!(may(text), "{text}");
        }
        assert!(may("a < 1 or w = 'x'"));
    }
}
