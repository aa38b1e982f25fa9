package vn.trangtien.egov.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseTest {

    private static final ZoneId HUE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final Instant OPENED = Instant.parse("2026-11-20T02:10:00Z");

    private final Case file = Case.open(
            "01/2026/VV-SXD",
            new Brief("key", "FLOOD", "Nước sông dâng", "", "", "", "dieuhanh"),
            new ResponsibleUnit("H57.SXD", "Sở Xây dựng", "Department of Construction"),
            new Deadline(3, LocalDate.parse("2026-11-26"), "vi", "en"),
            OPENED);

    @Test
    void tellsThatItWasOpenedAndTellsItOnce() {
        assertThat(file.state()).isEqualTo(CaseState.OPEN);
        assertThat(file.takeHappenings()).containsExactly(new CaseHappening.Opened("dieuhanh", OPENED));
        assertThat(file.takeHappenings()).isEmpty();
    }

    @ParameterizedTest(name = "closed at {0}: late {1}")
    @CsvSource({
        "2026-11-26T16:59:59Z, false",
        "2026-11-26T17:00:00Z, true",
    })
    void isLateFromMidnightInHueAfterItsLastDay(Instant at, boolean late) {
        file.takeHappenings();
        file.close("canbo", "Đã khơi thông", at, HUE);

        assertThat(file.state()).isEqualTo(CaseState.CLOSED);
        assertThat(file.closure()).contains(new Closure("canbo", "Đã khơi thông", at));
        assertThat(file.takeHappenings()).containsExactly(new CaseHappening.Closed("canbo", "Đã khơi thông", late, at));
    }

    @Test
    void closesOnlyOnce() {
        file.close("canbo", "xong", OPENED, HUE);

        assertThatThrownBy(() -> file.close("canbo", "lại", OPENED, HUE))
                .hasMessage("case 01/2026/VV-SXD: cannot close while CLOSED");
        assertThat(file.closure().orElseThrow().result()).isEqualTo("xong");
    }

    @Test
    void doesNotCloseWithoutAResult() {
        assertThatThrownBy(() -> file.close("canbo", "  ", OPENED, HUE)).hasMessageContaining("result must say");
        assertThat(file.state()).isEqualTo(CaseState.OPEN);
    }
}
