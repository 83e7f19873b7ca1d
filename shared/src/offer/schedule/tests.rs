use super::*;
use jiff::civil::{date, time};
use rstest::rstest;
use serde_json::json;

#[test]
fn a_record_from_before_intervals_is_read_as_every_week() {
    let stored = json!({
        "weekly": [{"weekday": "fr", "from": "22:00:00", "to": "02:00:00"}],
        "dates": [], "ranges": [], "exceptions": [],
        "school_days_only": false, "by_appointment": false,
    });
    let schedule: Schedule = serde_json::from_value(stored.clone()).unwrap();
    let mut expected = WeeklySlot::every_week(Weekday::Fr, time(22, 0, 0, 0));
    expected.to = Some(time(2, 0, 0, 0));
    assert_eq!(schedule.weekly, [expected]);
    assert_eq!(schedule.public_holidays, HolidayRule::Pause);
    let mut written = stored;
    written["weekly"][0]["every"] = json!(1);
    written["public_holidays"] = json!("pause");
    assert_eq!(serde_json::to_value(&schedule).unwrap(), written);
}

#[test]
fn rules_keep_their_parts_in_json() {
    let stored = json!({
        "weekly": [{"weekday": "th", "every": 2, "starting": "2026-09-10", "from": "18:00:00"}],
        "monthly": [{
            "weeks": ["first", "third", "last"], "weekday": "we",
            "from": "15:00:00", "to": "17:00:00", "languages": ["ar"],
        }],
        "dates": [], "ranges": [], "exceptions": [],
        "school_days_only": false, "public_holidays": "takes_place", "by_appointment": false,
    });
    let schedule: Schedule = serde_json::from_value(stored.clone()).unwrap();
    assert_eq!(schedule.weekly[0].every.weeks(), 2);
    assert_eq!(schedule.weekly[0].starting, Some(date(2026, 9, 10)));
    assert_eq!(serde_json::to_value(&schedule).unwrap(), stored);
}

#[rstest]
#[case(0)]
#[case(53)]
fn an_interval_of_no_weeks_or_of_years_is_refused(#[case] every: u8) {
    let slot = json!({"weekday": "th", "every": every, "from": "18:00:00"});
    assert!(serde_json::from_value::<WeeklySlot>(slot).is_err());
}

#[test]
fn a_monthly_time_without_weeks_is_refused() {
    let slot = json!({"weeks": [], "weekday": "we", "from": "15:00:00"});
    assert!(serde_json::from_value::<MonthlySlot>(slot).is_err());
}

#[rstest]
#[case(1, None, true)]
#[case(2, None, false)]
#[case(2, Some(date(2026, 9, 10)), true)]
fn a_longer_interval_has_dates_only_with_a_week_to_count_from(
    #[case] every: u8,
    #[case] starting: Option<Date>,
    #[case] has_dates: bool,
) {
    let every = WeekInterval::of_weeks(every).unwrap();
    let slot = WeeklySlot::every_week(Weekday::Th, time(18, 0, 0, 0));
    assert_eq!(WeeklySlot { every, starting, ..slot }.has_dates(), has_dates);
}
