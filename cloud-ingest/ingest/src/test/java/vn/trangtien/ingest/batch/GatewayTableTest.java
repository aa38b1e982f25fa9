package vn.trangtien.ingest.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.ingest.registry.NewGateway;

class GatewayTableTest {

    @Test
    void spreadsheetsOfBothKindsAreRead() {
        String vietnamese = "\uFEFFid;name;kind;lat;lon;profile;approval\r\n"
                + "tru-1;Trụ đèn 1, Lê Lợi;lamp;16,4667;107,5905;den;required\r\n\r\n";
        String english = "name,id,lat,lon\n\"Post \"\"1\"\", Lê Lợi\",tru-1,16.4667,107.5905\n";

        NewGateway one = GatewayTable.read("hue", vietnamese).get(0).gateway();
        NewGateway other = GatewayTable.read("hue", english).get(0).gateway();

        assertThat(one.name()).isEqualTo("Trụ đèn 1, Lê Lợi");
        assertThat(one.lat()).isEqualTo(16.4667);
        assertThat(one.approval()).isTrue();
        assertThat(one.profile()).isEqualTo("den");
        assertThat(other.name()).isEqualTo("Post \"1\", Lê Lợi");
        assertThat(other.kind()).isEqualTo("edge");
        assertThat(other.approval()).isFalse();
    }

    @Test
    void everyBadLineIsNamedAndNothingIsTaken() {
        String csv = "id,name,lat,lon,approval\n"
                + "ok-1,Good,,,\n"
                + "bad id,Name,,,\n"
                + "a,,,,\n"
                + "b,Name,91,1,\n"
                + "c,Name,x,1,\n"
                + "d,Name,1,,\n"
                + "e,Name,,,maybe\n"
                + "ok-1,Twice,,,\n"
                + "f,Name,1,2,,more\n"
                + "city-cloud,Name,,,\n";

        assertThatExceptionOfType(BadLines.class)
                .isThrownBy(() -> GatewayTable.read("hue", csv))
                .satisfies(bad -> assertThat(bad.problems().stream()
                                .map(problem -> problem.line() + " " + problem.column())
                                .toList())
                        .isEqualTo(List.of(
                                "3 id", "4 name", "5 lat", "6 lat", "7 lat", "8 approval", "9 id", "10 ", "11 id")))
                .satisfies(bad -> assertThat(bad.problems()).allSatisfy(problem -> {
                    assertThat(problem.ruleVi()).isNotEqualTo(problem.rule()).doesNotMatch("\\p{ASCII}*");
                }));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "''|must name the columns",
                "id|this column is needed",
                "id,name,id|a column must stand there once",
                "id,name,colour|is no column",
                "id,name|there must be a line"
            })
    void headerIsCheckedFirst(String csv, String rule) {
        assertThatExceptionOfType(BadLines.class)
                .isThrownBy(() -> GatewayTable.read("hue", csv))
                .satisfies(bad -> assertThat(bad.problems().get(0).rule()).contains(rule));
    }

    @Test
    void moreThanFiveHundredAreTooMany() {
        String csv = IntStream.rangeClosed(1, 501)
                .mapToObj(i -> "g-" + i + ",Name")
                .collect(Collectors.joining("\n", "id,name\n", ""));

        assertThatExceptionOfType(BadLines.class)
                .isThrownBy(() -> GatewayTable.read("hue", csv))
                .satisfies(bad -> assertThat(bad.problems()).singleElement().satisfies(problem -> {
                    assertThat(problem.line()).isEqualTo(502);
                    assertThat(problem.rule()).contains("at most 500");
                }));
    }
}
