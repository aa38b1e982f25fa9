package vn.trangtien.sim.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QuirkTest {

    @Test
    void everyQuirkIsShownOnTheWireByATest() {
        List<Quirk> proved = Stream.of(
                        ConnectionQuirksIT.class, PayloadQuirksIT.class, RequestQuirksIT.class, StoreQuirksIT.class)
                .flatMap(tests -> Arrays.stream(tests.getDeclaredMethods()))
                .filter(test -> test.isAnnotationPresent(Proves.class) && test.isAnnotationPresent(Test.class))
                .flatMap(test -> Arrays.stream(test.getAnnotation(Proves.class).value()))
                .distinct()
                .toList();

        assertThat(proved).containsExactlyInAnyOrder(Quirk.values());
    }

    @ParameterizedTest
    @EnumSource(Quirk.class)
    void everyQuirkSaysWhatIsWithoutItAndStandsInTheDocumentation(Quirk quirk) throws IOException {
        assertThat(quirk.sentence()).contains("; without: ").endsWith(".");
        assertThat(Files.readString(Path.of("..", "..", "docs", "kura.md")))
                .contains("`" + quirk.name() + "`", quirk.sentence());
    }

    @Test
    void aQuirkIsFoundByItsNameAsPeopleTypeIt() {
        assertThat(Quirk.named(" gzip-if-shorter ")).isEqualTo(Quirk.GZIP_IF_SHORTER);
        assertThatThrownBy(() -> Quirk.named("gzip"))
                .hasMessageContaining("GZIP_IF_SHORTER")
                .hasMessageEndingWith("but was 'gzip'");
    }
}
