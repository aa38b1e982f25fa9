package vn.trangtien.platform.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ClassPathResource;
import vn.trangtien.platform.text.Words;

class DeadlineTest {

    private static final Locale VI = Locale.forLanguageTag("vi");

    private final WorkCalendar calendar = fixture(code -> List.of("H57", code));

    /** Scenario 7 of the acceptance list: the appointment on the receipt. */
    @ParameterizedTest(name = "{1} working days from {0} end with {2}")
    @CsvSource({
        "2026-11-20T09:10, 3, 2026-11-26",
        "2026-11-20T16:20, 3, 2026-11-27",
        "2026-08-20T10:00, 5, 2026-08-26",
        "2027-02-02T10:00, 10, 2027-02-23",
    })
    void scenario7(LocalDateTime accepted, int days, LocalDate due) {
        Deadline deadline = calendar.deadline(accepted, new Term.WorkingDays(days), List.of());

        assertThat(deadline.dueAt()).contains(due.atTime(17, 0));
        assertThat(deadline.provisional()).isFalse();
    }

    /** Scenario 8: three days used, a supplement asked for and received, seven days left. */
    @Test
    void scenario8() {
        LocalDateTime accepted = LocalDateTime.parse("2026-11-16T09:00");
        var term = new Term.WorkingDays(10);
        LocalDateTime asked = LocalDateTime.parse("2026-11-19T10:30");

        assertThat(calendar.deadline(accepted, term, List.of()).dueAt())
                .contains(LocalDateTime.parse("2026-12-01T17:00"));

        Deadline waiting = calendar.deadline(accepted, term, List.of(pause(asked, null)));
        assertThat(waiting.dueAt()).isEmpty();
        assertThat(waiting.headline().in(VI)).contains("đồng hồ dừng từ 19/11/2026 10:30, còn 7 ngày làm việc");

        Deadline resumed =
                calendar.deadline(accepted, term, List.of(pause(asked, LocalDateTime.parse("2026-11-30T09:00"))));
        assertThat(resumed.dueAt()).contains(LocalDateTime.parse("2026-12-09T17:00"));
        assertThat(resumed.explain(VI))
                .contains("Dừng từ 19/11/2026 10:30 đến 30/11/2026 09:00 (chờ bổ sung hồ sơ): đã dùng 3 ngày");
    }

    @Test
    void everyStepOfWorkingHoursIsTold() {
        Deadline deadline =
                calendar.deadline(LocalDateTime.parse("2026-11-20T16:20"), new Term.WorkingHours(8), List.of());

        assertThat(deadline.dueAt()).contains(LocalDateTime.parse("2026-11-23T17:00"));
        assertThat(deadline.explain(VI))
                .isEqualTo("8 giờ làm việc kể từ 20/11/2026 16:20 đến 23/11/2026 17:00, vì: "
                        + "Tiếp nhận lúc 20/11/2026 16:20, sau 15:00, nên tính như nhận ngày 23/11/2026. "
                        + "Đồng hồ chạy từ 23/11/2026 07:30. "
                        + "23/11/2026 07:30 – 23/11/2026 11:30: 4 giờ. "
                        + "23/11/2026 13:00 – 23/11/2026 17:00: 4 giờ. "
                        + "Hạn cuối: 23/11/2026 17:00.");
        assertThat(deadline.explain(Locale.ENGLISH))
                .startsWith("8 working hour(s) from 20/11/2026 16:20 end at 23/11/2026 17:00, because: Received");
    }

    @Test
    void everyStepOfWorkingDaysIsTold() {
        Deadline deadline =
                calendar.deadline(LocalDateTime.parse("2026-08-20T16:00"), new Term.WorkingDays(9), List.of());

        assertThat(deadline.steps().stream().map(step -> step.in(Locale.ENGLISH)))
                .containsExactly(
                        "Received 20/08/2026 16:00, after 15:00, so it counts as received on 21/08/2026.",
                        "The day of receipt 21/08/2026 is not counted.",
                        "22/08/2026 made up (made up): working day 1.",
                        "24/08/2026 – 28/08/2026, without Saturdays and Sundays: working days 2 to 6.",
                        "31/08/2026 off: exchanged day off (fixture).",
                        "01/09/2026 off: National Day (fixture).",
                        "02/09/2026 off: National Day (fixture).",
                        "03/09/2026 – 07/09/2026, without Saturdays and Sundays: working days 7 to 9.",
                        "Due by the end of 07/09/2026 (17:00).");
    }

    @ParameterizedTest(name = "{1} h from {0} end at {2}")
    @CsvSource({
        "2026-11-20T09:10, 8, 2026-11-23T09:10",
        "2026-11-20T12:00, 4, 2026-11-20T17:00",
        "2026-11-20T06:00, 4, 2026-11-20T11:30",
        "2026-11-23T14:00, 4, 2026-11-25T08:30",
        "2026-08-21T14:00, 4, 2026-08-22T08:30",
        "2026-11-22T10:00, 1, 2026-11-23T08:30",
        "2026-11-20T15:00, 2, 2026-11-20T17:00",
    })
    void hoursRunOnlyWhileOfficesWork(LocalDateTime accepted, int hours, LocalDateTime due) {
        assertThat(calendar.deadline(accepted, new Term.WorkingHours(hours), List.of())
                        .dueAt())
                .contains(due);
    }

    @Test
    void aPauseStopsHoursToTheMinute() {
        LocalDateTime accepted = LocalDateTime.parse("2026-11-25T08:00");
        var term = new Term.WorkingHours(8);

        assertThat(calendar.deadline(
                                accepted,
                                term,
                                List.of(pause(
                                        LocalDateTime.parse("2026-11-25T10:15"),
                                        LocalDateTime.parse("2026-11-26T09:45"))))
                        .dueAt())
                .contains(LocalDateTime.parse("2026-11-26T17:00"));
        Deadline stopped =
                calendar.deadline(accepted, term, List.of(pause(LocalDateTime.parse("2026-11-25T10:15"), null)));
        assertThat(stopped.dueAt()).isEmpty();
        assertThat(stopped.headline().in(Locale.ENGLISH)).contains("5 h 45 min of work are left");
    }

    @Test
    void aSupplementAfterTheCutOffCountsFromTheNextWorkingDay() {
        LocalDateTime accepted = LocalDateTime.parse("2026-11-16T09:00");
        Pause late = pause(LocalDateTime.parse("2026-11-19T10:30"), LocalDateTime.parse("2026-11-27T15:01"));

        assertThat(calendar.deadline(accepted, new Term.WorkingDays(10), List.of(late))
                        .dueAt())
                .contains(LocalDateTime.parse("2026-12-09T17:00"));
    }

    @Test
    void aClosedUnitHasMoreTimeAndSaysWhy() {
        LocalDateTime accepted = LocalDateTime.parse("2026-11-23T09:00");
        Deadline deadline = calendar.forUnit("H57.19777").deadline(accepted, new Term.WorkingDays(2), List.of());

        assertThat(deadline.dueAt()).contains(LocalDateTime.parse("2026-11-30T17:00"));
        assertThat(deadline.explain(VI)).contains("25/11/2026 nghỉ: đơn vị nghỉ: ngập lụt (Công điện 01/CĐ-UBND)");
        assertThat(calendar.deadline(accepted, new Term.WorkingDays(2), List.of())
                        .dueAt())
                .contains(LocalDateTime.parse("2026-11-26T17:00"));
    }

    @Test
    void aUnitMayHaveHoursAndACutOffOfItsOwn() {
        WorkCalendar counter = fixture(code -> List.of("H57", "H57.VP", code)).forUnit("H57.TTPVHCC");

        assertThat(counter.deadline(LocalDateTime.parse("2026-11-25T11:30"), new Term.WorkingHours(1), List.of())
                        .dueAt())
                .contains(LocalDateTime.parse("2026-11-26T08:00"));
    }

    @Test
    void whatNoListNamesIsProvisionalAndFollowsTheLaw() {
        Deadline deadline =
                calendar.deadline(LocalDateTime.parse("2027-12-30T09:00"), new Term.WorkingDays(2), List.of());

        // 1 January 2028 is a Saturday, so Monday the 3rd is off.
        assertThat(deadline.dueAt()).contains(LocalDateTime.parse("2028-01-04T17:00"));
        assertThat(deadline.provisional()).isTrue();
        assertThat(deadline.explain(VI)).contains("Tạm tính: danh sách ngày nghỉ năm 2028 chưa có");
    }

    /** Three hundred random terms: both ways of counting days agree, and hours add up shift by shift. */
    @Test
    void theTwoReckoningsAgree() {
        var random = new Random(20_261_120);
        for (int i = 0; i < 300; i++) {
            LocalDateTime accepted = LocalDateTime.parse("2026-01-01T00:00").plusMinutes(random.nextInt(600 * 24 * 60));
            int days = 1 + random.nextInt(40);
            DueDate date = calendar.dueDate(accepted, days);
            Deadline deadline = calendar.deadline(accepted, new Term.WorkingDays(days), List.of());
            assertThat(deadline.dueAt().map(LocalDateTime::toLocalDate)).contains(date.date());
            assertThat(deadline.provisional()).isEqualTo(date.provisional());

            int hours = 1 + random.nextInt(60);
            LocalDateTime due = calendar.deadline(accepted, new Term.WorkingHours(hours), List.of())
                    .dueAt()
                    .orElseThrow();
            assertThat(worked(
                            date.received().equals(accepted.toLocalDate())
                                    ? accepted
                                    : date.received().atStartOfDay(),
                            due))
                    .as("%s + %d h", accepted, hours)
                    .isEqualTo(Duration.ofHours(hours));
        }
    }

    /** However pauses lie, working time used outside of them is the term. */
    @Test
    void pausesNeverGiveOrTakeTime() {
        var random = new Random(7);
        for (int i = 0; i < 200; i++) {
            LocalDateTime accepted = LocalDateTime.parse("2026-03-02T07:30").plusMinutes(random.nextInt(7 * 60));
            var pauses = new ArrayList<Pause>();
            LocalDateTime at = accepted;
            for (int n = 0; n < random.nextInt(4); n++) {
                LocalDateTime from = at.plusMinutes(random.nextInt(3_000));
                // Before noon of a day, so that the cut-off does not move the resumption.
                at = from.toLocalDate().plusDays(1L + random.nextInt(4)).atTime(9, random.nextInt(60));
                pauses.add(pause(from, at));
            }
            int hours = 1 + random.nextInt(40);
            LocalDateTime due = calendar.deadline(accepted, new Term.WorkingHours(hours), pauses)
                    .dueAt()
                    .orElseThrow();
            Duration used = worked(accepted, due);
            for (Pause pause : pauses) {
                LocalDateTime to = pause.to();
                if (to != null && pause.from().isBefore(due)) {
                    used = used.minus(worked(pause.from(), to.isBefore(due) ? to : due));
                }
            }
            assertThat(used).as("%s + %d h %s", accepted, hours, pauses).isEqualTo(Duration.ofHours(hours));
        }
    }

    @Test
    void refusesNonsense() {
        LocalDateTime accepted = LocalDateTime.parse("2026-11-20T09:10");
        var term = new Term.WorkingDays(3);
        assertThatThrownBy(() -> new Term.WorkingHours(0)).hasMessageContaining("working hours must be 1 to 2000");
        assertThatThrownBy(() -> calendar.deadline(accepted, term, List.of(pause(accepted.minusDays(1), null))))
                .hasMessageContaining("must begin after 2026-11-20T09:10");
        assertThatThrownBy(() -> calendar.deadline(
                        accepted, term, List.of(pause(accepted, null), pause(accepted.plusDays(3), null))))
                .hasMessageContaining("end each before the next");
    }

    private Duration worked(LocalDateTime from, LocalDateTime to) {
        Duration sum = Duration.ZERO;
        for (LocalDate day = from.toLocalDate(); !day.isAfter(to.toLocalDate()); day = day.plusDays(1)) {
            for (Shift shift : calendar.shifts(day)) {
                LocalDateTime begins = later(day.atTime(shift.from()), from);
                LocalDateTime ends = day.atTime(shift.to()).isBefore(to) ? day.atTime(shift.to()) : to;
                if (begins.isBefore(ends)) {
                    sum = sum.plus(Duration.between(begins, ends));
                }
            }
        }
        return sum;
    }

    private static LocalDateTime later(LocalDateTime one, LocalDateTime other) {
        return one.isAfter(other) ? one : other;
    }

    private static Pause pause(LocalDateTime from, @Nullable LocalDateTime to) {
        return new Pause(from, to, new Words("chờ bổ sung hồ sơ", "waiting for a supplement"));
    }

    private static WorkCalendar fixture(Function<String, List<String>> paths) {
        return WorkCalendar.of(new ClassPathResource("calendar/vn-2026-test.yaml"), paths);
    }
}
