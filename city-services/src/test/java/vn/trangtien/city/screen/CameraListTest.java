package vn.trangtien.city.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cameras are found and ordered as Vietnamese expect. */
class CameraListTest {

    private static final Locale VIETNAMESE = Locale.forLanguageTag("vi");
    private static final List<CameraStates.Line> CITY = List.of(
            line("cam-1", "Đập Đá", "SEES"),
            line("cam-2", "Đà Nẵng lối vào", "LOST"),
            line("cam-10", "Trường Quốc Học", "SEES"),
            line("cong-chinh", "Chợ Đông Ba, hoà nhạc", "LIMITED"));

    @ParameterizedTest(name = "{0} finds {1}")
    @CsvSource({
        "da, 2",
        "đa, 2",
        "Đá, 1",
        "dap da, 1",
        "DAP, 1",
        "trươ, 1",
        "trườ, 1",
        "trưở, 0",
        "hòa, 1",
        "hoà, 1",
        "hoa, 1",
        "quoc cam-10, 1",
        "đà cam-1, 0",
        "hue/g, 4",
        "zzz, 0",
        "'', 4",
        "'  ', 4"
    })
    void whatIsTypedWithoutTonesFindsTonesAndWhatHasTonesFindsThose(String typed, int found) {
        assertThat(CameraList.page(CITY, wanted(typed)).found()).isEqualTo(found);
        assertThat(CameraList.page(CITY, wanted(Normalizer.normalize(typed, Normalizer.Form.NFD)))
                        .found())
                .as("typed on a Mac")
                .isEqualTo(found);
    }

    @Test
    void placesStandInDictionaryOrderAndNumbersCount() {
        var lines = new ArrayList<>(List.of(
                line("cam-10", "Đập Đá", "SEES"),
                line("cam-2", "Đập Đá", "SEES"),
                line("a", "Ấp Năm", "SEES"),
                line("a", "Dã Viên", "SEES"),
                line("a", "An Cựu", "SEES")));

        lines.sort(CameraList.order(VIETNAMESE));

        assertThat(lines)
                .extracting(each -> each.place() + " " + each.camera())
                .containsExactly("An Cựu a", "Ấp Năm a", "Dã Viên a", "Đập Đá cam-2", "Đập Đá cam-10");
    }

    @Test
    void twoHundredCamerasAreNinePagesAndAPageBeyondIsTheLast() {
        List<CameraStates.Line> many = IntStream.range(0, 200)
                .mapToObj(i -> line("cam-" + i, "Nút " + i, i % 10 == 0 ? "LOST" : "SEES"))
                .toList();

        CameraList.Page last = CameraList.page(many, new CameraList.Wanted("", "", 99));
        CameraList.Page lost = CameraList.page(many, new CameraList.Wanted("", "LOST", 1));

        assertThat(last.page()).isEqualTo(9);
        assertThat(last.lines()).hasSize(8);
        assertThat(last.states()).containsEntry("LOST", 20).containsEntry("SEES", 180);
        assertThat(lost.found()).isEqualTo(20);
        assertThat(lost.states().keySet())
                .as("the other states can still be chosen")
                .contains("SEES");
        assertThat(CameraList.page(List.of(), new CameraList.Wanted("", "", -1)).page())
                .isEqualTo(1);
    }

    private static CameraList.Wanted wanted(String q) {
        return new CameraList.Wanted(q, "", 1);
    }

    private static CameraStates.Line line(String camera, String place, String state) {
        return new CameraStates.Line("hue/g/" + camera, camera, place, null, null, state, "", "", "", 0);
    }
}
