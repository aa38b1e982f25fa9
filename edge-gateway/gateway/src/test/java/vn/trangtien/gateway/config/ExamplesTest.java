package vn.trangtien.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.trangtien.drivers.catalog.DriverCatalog;

class ExamplesTest {

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789:-{}[],.'\"#&*!|>%@ \n\tÀệ\u0000\uFFFF";

    private final ConfigReader reader = new ConfigReader(DriverCatalog.installed());

    static List<Path> all() {
        return Examples.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyExampleIsCorrect(Path file) {
        assertThatCode(() -> reader.read(file)).doesNotThrowAnyException();
    }

    @Test
    void theHandbooksExampleMeansWhatItSays() throws Exception {
        GatewayConfig config = reader.read("gateway.yaml", Examples.handbook());

        assertThat(config.devices())
                .extracting(DeviceEntry::id)
                .containsExactly("air", "dust", "river", "rain", "noise", "power");
        assertThat(config.simulated()).isFalse();
        DeviceEntry noise = config.devices().get(4);
        assertThat(noise.channels().get("laeq").aggregate()).hasValue(Aggregate.ENERGY_MEAN);
        assertThat(noise.channels().get("lmax").aggregate()).hasValue(Aggregate.MAX);
        assertThat(noise.sampleEvery()).isEqualTo(Duration.ofSeconds(5));
    }

    /** Whatever a tired person types: a configuration or a list of mistakes with lines, never anything else. */
    @Test
    void mutationsGiveAConfigurationOrAListOfMistakes() {
        var random = new Random(2026);
        String example = Examples.handbook();
        int lines = (int) example.lines().count();
        int refused = 0;
        for (int i = 0; i < 4_000; i++) {
            String mutated = mutated(example, random);
            try {
                reader.read("mutated.yaml", mutated);
            } catch (InvalidConfigException e) {
                refused++;
                assertThat(e.problems()).isNotEmpty().allSatisfy(problem -> {
                    assertThat(problem.line()).isBetween(1, 2 * lines + 50);
                    assertThat(problem.key()).isNotBlank();
                    assertThat(problem.rule()).isNotBlank();
                });
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("mutation %d is refused with an exception:%n%s".formatted(i, mutated), e);
            }
        }
        assertThat(refused).as("most of it is wrong").isGreaterThan(2_000);
    }

    private static String mutated(String text, Random random) {
        String result = text;
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
            result = switch (random.nextInt(6)) {
                case 0 -> withCharacter(result, random);
                case 1 -> withoutPart(result, random);
                case 2 -> withLineTwice(result, random);
                case 3 -> withOtherWord(result, random);
                case 4 -> withLinesSwapped(result, random);
                default -> result.substring(0, 1 + random.nextInt(result.length() - 1));
            };
            if (result.length() < 2) {
                return result;
            }
        }
        return result;
    }

    private static String withCharacter(String text, Random random) {
        int at = random.nextInt(text.length());
        return text.substring(0, at)
                + ALPHABET.charAt(random.nextInt(ALPHABET.length()))
                + text.substring(random.nextBoolean() ? at : at + 1);
    }

    private static String withoutPart(String text, Random random) {
        int at = random.nextInt(text.length());
        return text.substring(0, at) + text.substring(Math.min(text.length(), at + 1 + random.nextInt(40)));
    }

    private static String withLineTwice(String text, Random random) {
        List<String> lines = new java.util.ArrayList<>(text.lines().toList());
        lines.add(random.nextInt(lines.size()), lines.get(random.nextInt(lines.size())));
        return String.join("\n", lines) + "\n";
    }

    private static String withLinesSwapped(String text, Random random) {
        List<String> lines = new java.util.ArrayList<>(text.lines().toList());
        java.util.Collections.swap(lines, random.nextInt(lines.size()), random.nextInt(lines.size()));
        return String.join("\n", lines) + "\n";
    }

    private static String withOtherWord(String text, Random random) {
        String[] words = {
            "null",
            "~",
            "-1",
            "1e999",
            ".nan",
            ".inf",
            "0x",
            "99999999999999999999",
            "{}",
            "[]",
            "[[1]]",
            "true",
            "&a [*a]",
            "<<: {}",
            "? x",
            "!!int x",
            "2026-11-23",
            "''",
            "60",
            "60s",
            "-60s",
            "9999999999d"
        };
        int at = text.indexOf(": ", random.nextInt(text.length()));
        if (at < 0) {
            return text;
        }
        int end = text.indexOf('\n', at);
        return text.substring(0, at + 2) + words[random.nextInt(words.length)] + (end < 0 ? "" : text.substring(end));
    }
}
