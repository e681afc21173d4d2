use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Uuid;

use crate::Random;

/// The only source of random values, as it was handed in.
#[derive(Clone)]
pub struct Chance(Random);

impl Chance {
    pub fn new(random: Random) -> Self {
        Self(random)
    }

    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.0)(&mut bytes);
        bytes
    }

    /// `N` random bytes as base64url: nothing that anyone could guess from 16 up.
    pub fn text<const N: usize>(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.bytes::<N>())
    }

    pub fn guid(&self) -> Uuid {
        uuid::Builder::from_random_bytes(self.bytes()).into_uuid()
    }

    /// From 0 up to `limit`, without it. Not even, and nothing depends on that.
    pub fn below(&self, limit: u16) -> u16 {
        u16::from_le_bytes(self.bytes()) % limit.max(1)
    }

    /// What a person types on another device: nine letters and digits that are not mistaken for one another.
    pub fn user_code(&self) -> String {
        const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
        self.bytes::<9>().into_iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect()
    }

    /// A client secret's value as Entra makes them: 40 characters, such as `abc8Q~…`.
    pub fn secret_value(&self) -> String {
        const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        let letter = |byte: u8| char::from(LETTERS[usize::from(byte % 64)]);
        let (head, tail) = (self.bytes::<3>(), self.bytes::<34>());
        head.into_iter().map(letter).chain("8Q~".chars()).chain(tail.into_iter().map(letter)).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU8, Ordering};

    use super::*;

    fn counting() -> Chance {
        let next = AtomicU8::new(0);
        Chance::new(Arc::new(move |bytes| bytes.iter_mut().for_each(|b| *b = next.fetch_add(1, Ordering::Relaxed))))
    }

    #[test]
    fn values_have_their_form() {
        let chance = counting();
        assert_eq!(chance.guid().get_version_num(), 4);
        assert_eq!(chance.text::<32>().len(), 43);
        let secret = chance.secret_value();
        assert_eq!((secret.len(), &secret[3..6]), (40, "8Q~"));
        let code = chance.user_code();
        assert!(code.len() == 9 && !code.contains(['0', 'O', '1', 'I']), "{code}");
        assert!((0..100).all(|_| chance.below(7) < 7));
    }
}
