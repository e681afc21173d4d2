use jiff::Timestamp;
use jiff::tz::TimeZone;

/// The time that a report is made for, and the zone in which it shows times. Both are handed in.
#[derive(Debug, Clone)]
pub struct Now {
    pub time: Timestamp,
    pub zone: TimeZone,
}

impl Now {
    /// A time for a person, in the zone of the report and with its distance from UTC: `2026-11-18 13:06:40 +01:00`.
    pub(super) fn shown(&self, time: Timestamp) -> String {
        time.to_zoned(self.zone.clone()).strftime("%Y-%m-%d %H:%M:%S %:z").to_string()
    }
}

/// Shown in UTC.
impl From<Timestamp> for Now {
    fn from(time: Timestamp) -> Self {
        Self { time, zone: TimeZone::UTC }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn local_time() {
        let time = Timestamp::from_second(1_795_000_000).unwrap();
        for (zone, shown) in [
            (TimeZone::UTC, "2026-11-18 11:06:40 +00:00"),
            (TimeZone::fixed(jiff::tz::offset(1)), "2026-11-18 12:06:40 +01:00"),
            (TimeZone::posix("NST3:30NDT,M3.2.0,M11.1.0").unwrap(), "2026-11-18 07:36:40 -03:30"),
        ] {
            assert_eq!(Now { time, zone }.shown(time), shown);
        }
        // The ends of time have no zone that throws them out.
        let east = TimeZone::fixed(jiff::tz::offset(14));
        for time in [Timestamp::MIN, Timestamp::MAX] {
            assert!(!Now { time, zone: east.clone() }.shown(time).is_empty());
        }
    }
}
