package io.guichet.onboarding;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.EnumSet;
import java.util.Set;

/** Counts working days of a country: Monday to Friday without its legal holidays. */
enum WorkingDays {

    /** Belgium's ten: seven on fixed days, three that go with Easter. */
    BE(Set.of(MonthDay.of(1, 1), MonthDay.of(5, 1), MonthDay.of(7, 21), MonthDay.of(8, 15), MonthDay.of(11, 1),
            MonthDay.of(11, 11), MonthDay.of(12, 25)), Set.of(1, 39, 50)),

    /** The four that every Swiss canton keeps: the further ones differ from canton to canton, and a term is rather short. */
    CH(Set.of(MonthDay.of(1, 1), MonthDay.of(8, 1), MonthDay.of(12, 25)), Set.of(39));

    private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    private final Set<MonthDay> fixed;
    private final Set<Integer> afterEaster;

    WorkingDays(Set<MonthDay> fixed, Set<Integer> afterEaster) {
        this.fixed = fixed;
        this.afterEaster = afterEaster;
    }

    /** The day that is so many working days later; the first day itself does not count. */
    LocalDate after(LocalDate day, int count) {
        LocalDate later = day;
        for (int left = count; left > 0;) {
            later = later.plusDays(1);
            left -= isWorkingDay(later) ? 1 : 0;
        }
        return later;
    }

    boolean isWorkingDay(LocalDate day) {
        LocalDate easter = easter(day.getYear());
        return !WEEKEND.contains(day.getDayOfWeek()) && !fixed.contains(MonthDay.from(day))
                && afterEaster.stream().noneMatch(days -> easter.plusDays(days).equals(day));
    }

    /** Easter Sunday of the Gregorian calendar, by the rule of Meeus, Jones and Butcher. */
    static LocalDate easter(int year) {
        int golden = year % 19;
        int century = year / 100;
        int inCentury = year % 100;
        int moon = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
        int week = (32 + 2 * (century % 4) + 2 * (inCentury / 4) - moon - inCentury % 4) % 7;
        int late = (golden + 11 * moon + 22 * week) / 451;
        int day = moon + week - 7 * late + 114;
        return LocalDate.of(year, day / 31, day % 31 + 1);
    }
}
