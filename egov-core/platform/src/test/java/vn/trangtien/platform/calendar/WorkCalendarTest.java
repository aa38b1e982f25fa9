package vn.trangtien.platform.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ClassPathResource;
import vn.trangtien.platform.database.Datasets;

class WorkCalendarTest {

    private final WorkCalendar calendar = shipped();

    /** The first four were worked out by a second program that shares nothing with ours. */
    @ParameterizedTest(name = "{1} working days from {0} end on {2}")
    @CsvSource({
        "2026-11-20T09:10, 3, 2026-11-26",
        "2026-11-20T16:20, 3, 2026-11-27",
        "2026-08-20T10:00, 5, 2026-08-26",
        "2027-02-02T10:00, 10, 2027-02-23",
        "2026-11-20T15:00, 3, 2026-11-26",
        "2026-11-20T15:00:01, 3, 2026-11-27",
        "2026-11-21T08:00, 1, 2026-11-25",
        "2026-11-24T08:00, 1, 2026-11-26",
        "2026-12-31T09:00, 1, 2027-01-04",
    })
    void dueDatesFollowTheRules(LocalDateTime accepted, int workingDays, LocalDate due) {
        assertThat(calendar.dueDate(accepted, workingDays).date()).isEqualTo(due);
    }

    @Test
    void theReckoningNamesWhatMattered() {
        DueDate due = calendar.dueDate(LocalDateTime.parse("2026-11-20T16:20"), 3);

        assertThat(due.explain(Locale.forLanguageTag("vi")))
                .isEqualTo("Tiếp nhận lúc 20/11/2026 16:20, sau 15:00, nên tính như nhận ngày 23/11/2026. "
                        + "Không tính ngày tiếp nhận; cộng 3 ngày làm việc, trừ thứ Bảy và Chủ nhật. "
                        + "Nghỉ: 24/11/2026 (Ngày Văn hóa Việt Nam). Hạn cuối: 27/11/2026.");
        assertThat(due.explain(Locale.ENGLISH)).contains("after 15:00", "Vietnamese Culture Day", "Due on 27/11/2026");
    }

    @Test
    void aMadeUpSaturdayIsNamed() {
        assertThat(calendar.dueDate(LocalDateTime.parse("2026-08-20T10:00"), 5).explain(Locale.ENGLISH))
                .contains("Made-up working days: 22/08/2026");
    }

    @ParameterizedTest(name = "{1} days from {0}: provisional {2}")
    @CsvSource({
        "2026-11-20T09:10, 3, false",
        "2027-02-02T10:00, 10, true",
        "2027-12-30T10:00, 5, true",
    })
    void aDateThatRestsOnUnannouncedDaysSaysSo(LocalDateTime accepted, int workingDays, boolean provisional) {
        DueDate due = calendar.dueDate(accepted, workingDays);

        assertThat(due.provisional()).isEqualTo(provisional);
        assertThat(due.explain(Locale.ENGLISH).contains("Provisional")).isEqualTo(provisional);
    }

    /** Two hundred moments of two years: exactly so many working days lie between receipt and due date, and it is one. */
    @Test
    void dueDateAndDaysLeftAgree() {
        var random = new Random(20_260_820);
        for (int i = 0; i < 200; i++) {
            LocalDateTime accepted = LocalDateTime.parse("2026-01-01T00:00").plusMinutes(random.nextInt(650 * 24 * 60));
            int days = 1 + random.nextInt(40);
            DueDate due = calendar.dueDate(accepted, days);

            assertThat(calendar.isWorkingDay(due.date()))
                    .as("%s + %d", accepted, days)
                    .isTrue();
            assertThat(calendar.isWorkingDay(due.received())).isTrue();
            assertThat(calendar.workingDaysLeft(due.received(), due.date())).isEqualTo(days);
            assertThat(calendar.workingDaysLeft(due.date(), due.received())).isEqualTo(-days);
        }
    }

    @Test
    void refusesNonsense() {
        assertThatThrownBy(() -> calendar.dueDate(LocalDateTime.parse("2026-11-20T09:10"), 0))
                .hasMessageStartingWith("working days must be 1 to 2000, but was 0");
    }

    private static WorkCalendar shipped() {
        CalendarStore.File file =
                Datasets.read(new ClassPathResource("platform/calendar.yaml"), CalendarStore.File.class);
        return new WorkCalendar(file.days(), file.listedYears(), file.cutOff());
    }
}
