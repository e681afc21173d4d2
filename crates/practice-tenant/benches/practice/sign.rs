//! The bare signature: RSA-2048, PKCS #1 v1.5 over SHA-256, by the library that the tenant uses, on one thread.

use std::time::{Duration, Instant};

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256};

use crate::Failure;
use crate::process::time_on_core;

/// As long as header and payload of an access token for Graph.
const MESSAGE: [u8; 1500] = [b'x'; 1500];

pub struct Bare {
    key_pair: KeyPair,
    random: SystemRandom,
    signature: Vec<u8>,
}

pub struct Signed {
    pub count: u32,
    pub took: Duration,
    /// For so long the thread had a core.
    pub on_core: Duration,
}

impl Bare {
    pub fn new() -> Result<Self, Failure> {
        let key_pair = KeyPair::generate(KeySize::Rsa2048)?;
        let signature = vec![0; key_pair.public_modulus_len()];
        Ok(Self { key_pair, random: SystemRandom::new(), signature })
    }

    /// Signs for at least so long.
    pub fn sign_for(&mut self, time: Duration) -> Result<Signed, Failure> {
        let (start, on_core, mut count) = (Instant::now(), time_on_core("thread-self")?, 0);
        while start.elapsed() < time {
            self.key_pair.sign(&RSA_PKCS1_SHA256, &self.random, &MESSAGE, &mut self.signature)?;
            count += 1;
        }
        let took = start.elapsed();
        Ok(Signed { count, took, on_core: time_on_core("thread-self")?.saturating_sub(on_core) })
    }

    /// Of the key, so that nobody has to believe it.
    pub fn bits(&self) -> usize {
        self.key_pair.public_key().modulus().big_endian_without_leading_zero().len() * 8
    }
}
