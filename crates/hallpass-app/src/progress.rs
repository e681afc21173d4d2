/// Where a use case reports what it does; the CLI prints it, the window gets it through a channel.
pub struct Progress<E>(Box<dyn Fn(E) + Send + Sync>);

impl<E> Progress<E> {
    pub fn new(report: impl Fn(E) + Send + Sync + 'static) -> Self {
        Self(Box::new(report))
    }

    /// Nobody listens.
    pub fn silent() -> Self {
        Self(Box::new(|_| {}))
    }

    pub fn report(&self, event: E) {
        (self.0)(event);
    }
}
