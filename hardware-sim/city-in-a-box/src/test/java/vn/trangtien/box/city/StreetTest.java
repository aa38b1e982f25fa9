package vn.trangtien.box.city;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import vn.trangtien.video.picture.Point;
import vn.trangtien.video.rules.CountingLine;
import vn.trangtien.video.rules.ViewRules;

class StreetTest {

    private static final CountingLine OWN = new CountingLine("Hùng Vương", new Point(0, 0.4), new Point(1, 0.4));
    private static final CountingLine DRAWN = new CountingLine("cổng trường", new Point(0.2, 0), new Point(0.2, 1));

    @Test
    void whereNobodyDrewALineTheStreetsOwnCounts() {
        ViewRules rules = Street.rules(ViewRules.counting(CountingLine.ACROSS_THE_MIDDLE), OWN);

        assertThat(rules.lines()).containsExactly(OWN);
    }

    @Test
    void whatSomebodyDrewStays() {
        ViewRules drawn = ViewRules.counting(DRAWN);

        assertThat(Street.rules(drawn, OWN)).isEqualTo(drawn);
        assertThat(Street.rules(ViewRules.NONE, OWN).lines()).isEmpty();
    }
}
