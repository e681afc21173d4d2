//! What a program shows of itself that nobody asks by HTTP: panics, and memory.

use std::sync::{Mutex, MutexGuard, Once, PoisonError};

use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

static PANICS: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Allocator and hook are the whole program's: its tests go one after the other.
pub fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    let guard = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            // In whichever thread or task: tokio keeps a task's panic to itself.
            PANICS.lock().unwrap_or_else(PoisonError::into_inner).push(panic.to_string());
            usual(panic);
        }));
    });
    panics();
    guard
}

/// Those since it was asked last, with their places.
pub fn panics() -> Vec<String> {
    std::mem::take(&mut PANICS.lock().unwrap_or_else(PoisonError::into_inner))
}

/// Bytes on the heap.
pub fn held() -> usize {
    MEMORY.current_usage()
}

/// The most since it was asked last.
pub fn peak() -> usize {
    let peak = MEMORY.peak_usage();
    MEMORY.reset_peak_usage();
    peak
}
