//! Conditions that can be decided without a query engine: comparisons of columns with constants,
//! and their `and` and `or`. Most of those that people type are of this sort; pieces of a table are
//! filtered by them where they are decoded, and passed over where they cannot hold.

use polars::prelude::*;

use super::expression;
use crate::data::{Table, Values};
use crate::spec::{Transform, Type};

/// A condition that rows are kept by.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// Both hold.
    And(Box<[Condition; 2]>),
    /// One of them holds.
    Or(Box<[Condition; 2]>),
    /// A column of numbers compares so with a number.
    Number {
        /// The column.
        column: String,
        /// How.
        compare: Compare,
        /// The number.
        number: f64,
    },
    /// A column of words has one of these; or, turned around, has another one.
    Word {
        /// The column.
        column: String,
        /// The words.
        words: Vec<String>,
        /// Any other word.
        other: bool,
    },
}

/// How a value compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compare {
    /// `=`
    Equal,
    /// `<>`
    Unequal,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
}

/// The condition of a step that filters `table`, where it is of this sort.
#[must_use]
pub fn condition(step: &Transform, table: &Table) -> Option<Condition> {
    let Transform::Where(text) = step else { return None };
    let (expr, _) = expression::parse(text, table).ok()?;
    of(&expr, table)
}

fn of(expr: &Expr, table: &Table) -> Option<Condition> {
    match expr {
        Expr::BinaryExpr { left, op, right } => match op {
            Operator::And | Operator::LogicalAnd => {
                Some(Condition::And(Box::new([of(left, table)?, of(right, table)?])))
            }
            Operator::Or | Operator::LogicalOr => {
                Some(Condition::Or(Box::new([of(left, table)?, of(right, table)?])))
            }
            op => {
                let compare = compare(*op)?;
                match (&**left, &**right) {
                    (column, Expr::Literal(value)) => compared(column, compare, value, table),
                    (Expr::Literal(value), column) => {
                        compared(column, compare.turned(), value, table)
                    }
                    _ => None,
                }
            }
        },
        Expr::Cast { expr, dtype, .. } if dtype.as_literal() == Some(&DataType::Boolean) => {
            of(expr, table)
        }
        Expr::Function { input, function: FunctionExpr::Boolean(BooleanFunction::Not) } => {
            of(input.first()?, table).map(Condition::negated)
        }
        Expr::Function { input, function: FunctionExpr::Boolean(BooleanFunction::IsIn { .. }) } => {
            let [column, Expr::Agg(AggExpr::Implode { input: list, .. })] = input.as_slice() else {
                return None;
            };
            let Expr::Literal(LiteralValue::Series(list)) = &**list else { return None };
            let words: Option<Vec<String>> =
                list.str().ok()?.iter().map(|word| word.map(str::to_owned)).collect();
            let column = word_column(column, table)?;
            Some(Condition::Word { column, words: words?, other: false })
        }
        _ => None,
    }
}

fn compare(op: Operator) -> Option<Compare> {
    Some(match op {
        Operator::Eq => Compare::Equal,
        Operator::NotEq => Compare::Unequal,
        Operator::Lt => Compare::Less,
        Operator::LtEq => Compare::AtMost,
        Operator::Gt => Compare::Greater,
        Operator::GtEq => Compare::AtLeast,
        _ => return None,
    })
}

fn compared(
    expr: &Expr,
    compare: Compare,
    value: &LiteralValue,
    table: &Table,
) -> Option<Condition> {
    if let Some(word) = value.extract_str() {
        let other = match compare {
            Compare::Equal => false,
            Compare::Unequal => true,
            _ => return None,
        };
        let column = word_column(expr, table)?;
        return Some(Condition::Word { column, words: vec![word.to_owned()], other });
    }
    // Lists, which have no such value, were refused when the condition was read.
    let number = value.to_any_value().filter(AnyValue::is_primitive_numeric)?.extract::<f64>()?;
    let Expr::Column(name) = expr else { return None };
    let kind = table.schema().get(name)?.kind;
    // A number beyond these is not the same as a float.
    let exact = number.abs() < 9e15 && matches!(kind, Type::Integer | Type::Number);
    exact.then(|| Condition::Number { column: name.to_string(), compare, number })
}

/// A column of words, perhaps of a category that is read as text.
fn word_column(expr: &Expr, table: &Table) -> Option<String> {
    let name = match expr {
        Expr::Column(name) => name,
        Expr::Cast { expr, .. } => match &**expr {
            Expr::Column(name) => name,
            _ => return None,
        },
        _ => return None,
    };
    let kind = table.schema().get(name)?.kind;
    matches!(kind, Type::Text | Type::Category).then(|| name.to_string())
}

impl Compare {
    fn negated(self) -> Self {
        match self {
            Self::Equal => Self::Unequal,
            Self::Unequal => Self::Equal,
            Self::Less => Self::AtLeast,
            Self::AtMost => Self::Greater,
            Self::Greater => Self::AtMost,
            Self::AtLeast => Self::Less,
        }
    }

    /// `1 < a` as `a > 1`.
    fn turned(self) -> Self {
        match self {
            Self::Less => Self::Greater,
            Self::AtMost => Self::AtLeast,
            Self::Greater => Self::Less,
            Self::AtLeast => Self::AtMost,
            same => same,
        }
    }
}

impl Condition {
    /// What holds where this does not, though the value is there.
    fn negated(self) -> Self {
        match self {
            Self::And(both) => Self::Or(Box::new((*both).map(Self::negated))),
            Self::Or(both) => Self::And(Box::new((*both).map(Self::negated))),
            Self::Word { column, words, other } => Self::Word { column, words, other: !other },
            Self::Number { column, compare, number } => {
                Self::Number { column, compare: compare.negated(), number }
            }
        }
    }

    /// The columns that it looks at.
    #[must_use]
    pub fn columns(&self) -> Vec<&str> {
        match self {
            Self::And(both) | Self::Or(both) => both.iter().flat_map(Self::columns).collect(),
            Self::Number { column, .. } | Self::Word { column, .. } => vec![column],
        }
    }

    /// Whether some row of a piece may meet the condition, whose columns have these ends.
    #[must_use]
    pub fn may_hold(&self, ends: &dyn Fn(&str) -> Option<[f64; 2]>) -> bool {
        match self {
            Self::And(both) => both.iter().all(|one| one.may_hold(ends)),
            Self::Or(both) => both.iter().any(|one| one.may_hold(ends)),
            Self::Word { .. } => true,
            Self::Number { column, compare, number } => {
                let Some([low, high]) = ends(column) else { return true };
                match compare {
                    Compare::Equal => low <= *number && *number <= high,
                    Compare::Unequal => true,
                    Compare::Less => low < *number,
                    Compare::AtMost => low <= *number,
                    Compare::Greater => high > *number,
                    Compare::AtLeast => high >= *number,
                }
            }
        }
    }

    /// Which of so many rows meet it; `of` gives the values of a column. A missing value meets
    /// nothing.
    #[must_use]
    pub fn holds<'v>(&self, len: usize, of: &dyn Fn(&str) -> Option<&'v Values>) -> Vec<bool> {
        match self {
            Self::And(both) | Self::Or(both) => {
                let [first, second] = both.as_ref();
                let (mut all, other) = (first.holds(len, of), second.holds(len, of));
                let join: fn(bool, bool) -> bool =
                    if matches!(self, Self::And(_)) { |a, b| a && b } else { |a, b| a || b };
                for (one, other) in all.iter_mut().zip(other) {
                    *one = join(*one, other);
                }
                all
            }
            Self::Number { column, compare, number } => {
                let values = of(column).and_then(Values::numbers).unwrap_or(&[]);
                let number = *number;
                let mut all: Vec<bool> = match compare {
                    Compare::Equal => values.iter().map(|v| *v == number).collect(),
                    Compare::Unequal => {
                        values.iter().map(|v| !v.is_nan() && *v != number).collect()
                    }
                    Compare::Less => values.iter().map(|v| *v < number).collect(),
                    Compare::AtMost => values.iter().map(|v| *v <= number).collect(),
                    Compare::Greater => values.iter().map(|v| *v > number).collect(),
                    Compare::AtLeast => values.iter().map(|v| *v >= number).collect(),
                };
                all.resize(len, false);
                all
            }
            Self::Word { column, words, other } => {
                let mut all = Vec::with_capacity(len);
                if let Some(Values::Category { codes, levels }) = of(column) {
                    let wanted: Vec<bool> =
                        levels.iter().map(|level| words.contains(level) != *other).collect();
                    let holds = |code: &u32| wanted.get(*code as usize).copied().unwrap_or(false);
                    all.extend(codes.iter().map(holds));
                }
                all.resize(len, false);
                all
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Columns;
    use crate::spec::Channel;
    use crate::transform::apply;
    use crate::warn::Warnings;

    fn table() -> Table {
        let frame = df!(
            "a" => [Some(1.0), Some(2.0), None, Some(1.5)],
            "b" => [5, 6, 5, 7],
            "w" => [Some("x"), Some("y"), Some("x"), None],
        );
        Table::from_frame(frame.unwrap(), "t")
    }

    fn parsed(text: &str) -> Option<Condition> {
        condition(&Transform::Where(text.into()), &table())
    }

    #[test]
    fn only_what_cannot_be_is_left_out() {
        let ends = |name: &str| match name {
            "a" => Some([1.0, 2.0]),
            "b" => Some([5.0, 7.0]),
            _ => None,
        };
        let may = |text: &str| parsed(text).expect(text).may_hold(&ends);
        for text in ["a < 1", "a > 2", "2 < a", "a = 3", "a >= 1 and b < 5", "a < 1 or b > 7"] {
            assert!(!may(text), "{text}");
        }
        for text in ["a <= 1", "a >= 2", "1 < a", "a = 1.5", "a <> 1", "w = 'z'"] {
            assert!(may(text), "{text}");
        }
        assert!(may("a < 1 or w = 'x'"));
        assert_eq!(parsed("a + 1 < 0"), None);
        assert_eq!(parsed("a < b"), None);
    }

    #[test]
    fn rows_are_kept_that_the_query_engine_keeps() {
        let table = table();
        let frame = table.collect(&["a", "b", "w"]).unwrap();
        let fields = [(Channel::X, "a"), (Channel::Y, "b"), (Channel::By, "w")];
        let columns = Columns::from_frame(&frame, &fields, |_| false).unwrap();
        let of = |name: &str| {
            let (channel, _) = fields.iter().find(|(_, field)| *field == name)?;
            columns.get(*channel)
        };
        for text in [
            "a > 1",
            "a <> 1",
            "2 > a",
            "b = 5",
            "b >= 6 and a < 3",
            "a > 1.7 or b = 7",
            "w = 'x'",
            "w <> 'x'",
            "not (a < 2 or b = 5)",
            "not (a < 2 and w = 'x')",
            "w not in ('x', 'z')",
            "w in ('x', 'z')",
            "w in ('y') or a <= 1",
        ] {
            let kept = parsed(text).expect(text).holds(4, &of);
            let filtered = apply(&table, &Transform::Where(text.into()), &mut Warnings::default());
            let want = filtered.unwrap().collect(&["b"]).unwrap();
            let mask: BooleanChunked = kept.into_iter().collect();
            assert!(
                frame.select(["b"]).unwrap().filter(&mask).unwrap().equals_missing(&want),
                "{text}"
            );
        }
    }
}
