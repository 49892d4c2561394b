//! Values on top of each other.

/// Where each value begins and ends when the values of one place are stacked: `(from, to)`.
pub type Stacked = (Vec<f64>, Vec<f64>);

/// Bars: row `i` is a value of series `series[i]` at place `place[i]`. Series stack in the order
/// of their codes whatever the order of rows; negative values stack downwards on their own.
/// A missing value takes no room, and begins and ends nowhere (NaN).
#[must_use]
pub fn bars(place: &[u32], series: &[u32], values: &[f64]) -> Stacked {
    let rows = values.len().min(place.len()).min(series.len());
    let mut order: Vec<usize> = (0..rows).collect();
    order.sort_by_key(|&i| series[i]);
    let places = place[..rows].iter().max().map_or(0, |&p| p as usize + 1);
    let (mut up, mut down) = (vec![0.0; places], vec![0.0; places]);
    let (mut from, mut to) = (vec![f64::NAN; rows], vec![f64::NAN; rows]);
    for i in order {
        if !values[i].is_finite() {
            continue;
        }
        let sum = if values[i] < 0.0 { &mut down } else { &mut up };
        let sum = &mut sum[place[i] as usize];
        from[i] = *sum;
        *sum += values[i];
        to[i] = *sum;
    }
    (from, to)
}

/// Areas: `values` holds one run of `places` values per series, one after the other. A missing
/// value counts as 0, so that what lies above has something to stand on. Signs may be mixed:
/// every boundary is the sum of all series up to it.
#[must_use]
pub fn areas(values: &[f64], places: usize) -> Stacked {
    let mut sum = vec![0.0; places];
    let (mut from, mut to) = (Vec::with_capacity(values.len()), Vec::with_capacity(values.len()));
    for run in values.chunks(places.max(1)) {
        for (sum, &value) in sum.iter_mut().zip(run) {
            from.push(*sum);
            *sum += if value.is_finite() { value } else { 0.0 };
            to.push(*sum);
        }
    }
    (from, to)
}

/// Rows to the form that [`areas`] takes: one run of `places` values per series, NaN where there
/// is no row. Values of the same place and series are added.
#[must_use]
pub fn spread(
    place: &[u32],
    series: &[u32],
    values: &[f64],
    places: usize,
    count: usize,
) -> Vec<f64> {
    let mut runs = vec![f64::NAN; places * count];
    for ((&p, &s), &value) in place.iter().zip(series).zip(values) {
        if p as usize >= places || s as usize >= count || !value.is_finite() {
            continue;
        }
        let cell = &mut runs[s as usize * places + p as usize];
        *cell = if cell.is_nan() { value } else { *cell + value };
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_stack_by_series_and_apart_by_sign() {
        let (from, to) = bars(&[0, 0, 0, 1], &[1, 0, 2, 0], &[2.0, 1.0, -4.0, f64::NAN]);
        assert_eq!((from[0], to[0]), (1.0, 3.0));
        assert_eq!((from[1], to[1]), (0.0, 1.0));
        assert_eq!((from[2], to[2]), (0.0, -4.0));
        assert!(from[3].is_nan() && to[3].is_nan());
    }

    #[test]
    fn areas_bridge_what_is_missing() {
        let runs = spread(&[0, 2, 0, 1, 2], &[0, 0, 1, 1, 1], &[1.0, 3.0, 1.0, 1.0, -1.0], 3, 2);
        let (from, to) = areas(&runs, 3);
        assert_eq!(to[..3], [1.0, 0.0, 3.0]);
        assert_eq!(from[3..], [1.0, 0.0, 3.0]);
        assert_eq!(to[3..], [2.0, 1.0, 2.0]);
    }
}
