//! How those who come divide into groups of about a size.

/// The groups of an item: their sizes differ by at most one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Groups {
    /// How many there are, at least one.
    pub count: u32,
    /// How many people the smaller of them have.
    pub size: u32,
    /// How many of them have one more.
    pub larger: u32,
}

impl Groups {
    /// The groups of `people` for a wanted size: as many as that size goes into them, rounded, a half down.
    pub fn of(people: u32, wanted: u32) -> Groups {
        let (people, wanted) = (u64::from(people), u64::from(wanted.max(1)));
        // Rounding a half down is the ceiling of what is left when a half is taken away.
        let count = (2 * people).saturating_sub(wanted).div_ceil(2 * wanted);
        let count = count.max(1);
        Groups {
            count: count as u32,
            size: (people / count) as u32,
            larger: (people % count) as u32,
        }
    }

    /// How many people the largest group has.
    pub fn largest(self) -> u32 {
        self.size + u32::from(self.larger > 0)
    }

    /// The size of each group, the larger first.
    pub fn sizes(self) -> impl Iterator<Item = u32> {
        (0..self.count).map(move |at| self.size + u32::from(at < self.larger))
    }
}

#[cfg(test)]
mod tests {
    use super::Groups;

    #[test]
    fn nobody_is_left_over_and_sizes_differ_by_at_most_one() {
        for (people, wanted, sizes) in [
            (19, 3, vec![4, 3, 3, 3, 3, 3]),
            (16, 3, vec![4, 3, 3, 3, 3]),
            // Two and a half groups of four are two.
            (10, 4, vec![5, 5]),
            (11, 4, vec![4, 4, 3]),
            (3, 2, vec![3]),
            (2, 3, vec![2]),
            (1, 3, vec![1]),
            (12, 40, vec![12]),
        ] {
            let groups = Groups::of(people, wanted);
            assert_eq!(
                groups.sizes().collect::<Vec<_>>(),
                sizes,
                "{people} by {wanted}"
            );
            assert_eq!(groups.largest(), sizes[0]);
        }
        for people in 1..300 {
            for wanted in 2..40 {
                let groups = Groups::of(people, wanted);
                assert_eq!(groups.sizes().sum::<u32>(), people);
            }
        }
    }
}
