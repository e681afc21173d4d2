use std::collections::{HashMap, VecDeque};

/// Things kept by an unguessable key until they are used or forgotten. Holds so many and no more, whatever comes in:
/// the oldest goes first. Whoever takes one out checks its time. The keys are codes and tokens, so it does not print.
pub struct Kept<T> {
    things: HashMap<String, T>,
    /// As they came. May name what is no longer there, but never more than `limit`.
    order: VecDeque<String>,
    limit: usize,
}

impl<T> Kept<T> {
    pub fn at_most(limit: usize) -> Self {
        Self { things: HashMap::new(), order: VecDeque::new(), limit }
    }

    pub fn insert(&mut self, key: String, thing: T) {
        if self.order.len() >= self.limit
            && let Some(oldest) = self.order.pop_front()
        {
            self.things.remove(&oldest);
        }
        self.order.push_back(key.clone());
        self.things.insert(key, thing);
    }

    pub fn get(&self, key: &str) -> Option<&T> {
        self.things.get(key)
    }

    pub fn get_mut(&mut self, key: &str) -> Option<&mut T> {
        self.things.get_mut(key)
    }

    /// In no order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.things.iter().map(|(key, thing)| (key.as_str(), thing))
    }

    pub fn remove(&mut self, key: &str) -> Option<T> {
        self.things.remove(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMIT: usize = 64;

    #[test]
    fn forgets_the_oldest_and_never_grows() {
        let mut kept = Kept::at_most(LIMIT);
        for n in 0..LIMIT + 10 {
            kept.insert(n.to_string(), n);
        }
        assert_eq!(kept.get("9"), None);
        assert_eq!(kept.get("10"), Some(&10));
        assert_eq!((kept.things.len(), kept.order.len()), (LIMIT, LIMIT));
    }

    #[test]
    fn what_is_taken_out_is_gone() {
        let mut kept = Kept::at_most(LIMIT);
        for n in 0..2 * LIMIT {
            kept.insert(n.to_string(), n);
            assert_eq!(kept.remove(&n.to_string()), Some(n));
        }
        assert!(kept.things.is_empty() && kept.order.len() <= LIMIT);
    }
}
