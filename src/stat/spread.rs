//! Names that would overlap, moved apart.

/// Places at least `apart` from each other inside `lo..=hi`, moved as little as possible (in the
/// sense of least squares) from `wanted`, which rises. None when there is no room.
///
/// Without the least distances, this is isotonic regression, solved by pooling neighbours that
/// are out of order (Barlow et al. 1972); subtracting `i * apart` makes it so.
#[must_use]
pub fn spread(wanted: &[f64], apart: f64, [lo, hi]: [f64; 2]) -> Option<Vec<f64>> {
    let n = wanted.len();
    let hi = hi - apart * n.saturating_sub(1) as f64;
    if hi < lo {
        return None;
    }
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for (i, y) in wanted.iter().enumerate() {
        let mut pool = (y - apart * i as f64, 1);
        while let Some(&(sum, count)) = pools.last() {
            if sum / count as f64 <= pool.0 / pool.1 as f64 {
                break;
            }
            pools.pop();
            pool = (pool.0 + sum, pool.1 + count);
        }
        pools.push(pool);
    }
    let means = pools.iter().flat_map(|&(sum, count)| vec![sum / count as f64; count]);
    Some(means.enumerate().map(|(i, y)| y.clamp(lo, hi) + apart * i as f64).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_move_as_little_as_possible() {
        assert_eq!(spread(&[10.0, 40.0], 15.0, [0.0, 100.0]).unwrap(), [10.0, 40.0]);
        assert_eq!(spread(&[40.0, 41.0], 15.0, [0.0, 100.0]).unwrap(), [33.0, 48.0]);
        assert_eq!(spread(&[0.0, 0.0, 0.0], 15.0, [0.0, 100.0]).unwrap(), [0.0, 15.0, 30.0]);
        assert_eq!(spread(&[99.0, 100.0], 15.0, [0.0, 100.0]).unwrap(), [85.0, 100.0]);
        assert_eq!(spread(&[1.0, 2.0, 3.0], 15.0, [0.0, 29.0]), None);
    }
}
