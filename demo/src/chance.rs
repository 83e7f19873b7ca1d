//! A deterministic pseudorandom number generator: splitmix64, seeded by a text.
//!
//! Every offer has its own generator, seeded by its identity, so that adding or removing a type of
//! offers does not change the others.

/// A source of pseudorandom numbers; never for secrets.
pub(crate) struct Chance(u64);

impl Chance {
    /// The generator seeded by these words, in this order.
    pub(crate) fn from_seed(words: &[&str]) -> Self {
        // FNV-1a with 64 bits; the byte 255 occurs in no UTF-8 text and separates the words.
        let bytes = words.iter().flat_map(|word| word.bytes().chain([255]));
        Self(bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        }))
    }

    /// Splitmix64 (Steele, Lea and Flood 2014).
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let first = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let second = (first ^ (first >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        second ^ (second >> 31)
    }

    /// A number from 0 to below the limit; 0 for a limit of 0.
    pub(crate) fn below(&mut self, limit: u32) -> u32 {
        let upper_half = self.next() >> 32;
        // The product of two numbers below 2³², shifted by 32, is below `limit`.
        u32::try_from((upper_half * u64::from(limit)) >> 32).unwrap_or(0)
    }

    /// A number in this range, both ends included.
    pub(crate) fn between(&mut self, from: i32, to: i32) -> i32 {
        let width = u32::try_from(to.saturating_sub(from)).unwrap_or(0);
        from.saturating_add_unsigned(self.below(width.saturating_add(1)))
    }

    /// `true` with this probability in percent.
    pub(crate) fn percent(&mut self, of_hundred: u8) -> bool {
        self.below(100) < u32::from(of_hundred)
    }

    /// An index into a list of this length.
    pub(crate) fn place(&mut self, length: usize) -> usize {
        self.below(u32::try_from(length).unwrap_or(u32::MAX)) as usize
    }

    /// A random item; `None` for an empty list.
    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        items.get(self.place(items.len()))
    }

    /// All indices of a list in random order, heavier ones earlier on average.
    pub(crate) fn order(&mut self, weights: &[u32]) -> Vec<usize> {
        let mut left: Vec<usize> = (0..weights.len()).collect();
        let mut order = Vec::with_capacity(left.len());
        while !left.is_empty() {
            let total: u32 = left.iter().map(|place| weights[*place]).sum();
            let mut drawn = self.below(total);
            let next = left.iter().position(|place| {
                let is_here = drawn < weights[*place];
                drawn = drawn.saturating_sub(weights[*place]);
                is_here
            });
            order.push(left.remove(next.unwrap_or(0)));
        }
        order
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_numbers_are_those_of_the_published_algorithm() {
        let mut chance = Chance(1_234_567);
        let numbers: Vec<u64> = (0..3).map(|_| chance.next()).collect();
        assert_eq!(
            numbers,
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]
        );
    }

    #[test]
    fn numbers_stay_between_their_bounds_and_reach_them() {
        let mut chance = Chance::from_seed(&["bounds"]);
        let drawn: Vec<i32> = (0..1_000).map(|_| chance.between(-2, 2)).collect();
        assert_eq!((drawn.iter().min(), drawn.iter().max()), (Some(&-2), Some(&2)));
        assert_eq!((chance.below(0), chance.pick::<u8>(&[])), (0, None));
    }

    #[test]
    fn words_are_separated() {
        assert_ne!(Chance::from_seed(&["ab", "c"]).next(), Chance::from_seed(&["a", "bc"]).next());
    }

    #[test]
    fn an_order_names_every_place_once_and_the_heavy_ones_early() {
        let mut heavy_first = 0;
        for number in 0..100 {
            let order = Chance::from_seed(&[&number.to_string()]).order(&[1, 50, 1]);
            assert_eq!(order.iter().sum::<usize>(), 3);
            assert_eq!(order.len(), 3);
            heavy_first += usize::from(order[0] == 1);
        }
        assert!(heavy_first > 85, "{heavy_first}");
    }
}
