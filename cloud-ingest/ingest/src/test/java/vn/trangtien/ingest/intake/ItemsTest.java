package vn.trangtien.ingest.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpStatus;
import vn.trangtien.ingest.decoding.Decoders;
import vn.trangtien.ingest.raw.RawMessage;
import vn.trangtien.ingest.registry.GatewayId;

class ItemsTest {

    private static final GatewayId G = new GatewayId("hue", "g");
    static final IntakeProperties SMALL =
            new IntakeProperties(3, 1_000, 4_000, 10, 1_000, Duration.ofSeconds(2), Duration.ofSeconds(2), 1);

    private final Items items = new Items(SMALL);

    @Test
    void bodyOnATopicIsOneMessageAsItIs() {
        List<Item> one = items.of(G, "application/octet-stream", Optional.of("hue/g/W1/A1/x"), new byte[] {1, 2});

        assertThat(one).singleElement().satisfies(item -> {
            assertThat(item.topic()).isEqualTo("hue/g/W1/A1/x");
            assertThat(item.payload()).containsExactly(1, 2);
        });
    }

    @Test
    void senmlNeedsNoTopic() {
        assertThat(items.of(G, "application/senml+json", Optional.empty(), new byte[] {'['}))
                .singleElement()
                .extracting(Item::topic)
                .isEqualTo("hue/g/senml");
    }

    @Test
    void itemsHoldBase64OrTextOrJson() {
        List<Item> three = array("""
                [{'topic':'a','payload':'AQI='},{'topic':'b','body':'hi','id':'7'},
                 {'topic':'c','body':{'t':1},'contentType':'Application/JSON; charset=utf-8'}]""");

        assertThat(three.get(0).payload()).containsExactly(1, 2);
        assertThat(three.get(1).payload()).asString(UTF_8).isEqualTo("hi");
        assertThat(three.get(1).id()).contains("7");
        assertThat(three.get(2).payload()).asString(UTF_8).isEqualTo("{\"t\":1}");
        assertThat(three.get(2).contentType()).contains("application/json");
    }

    @Test
    void lineThatIsBrokenHarmsNoOther() {
        List<Item> lines = items.of(
                G,
                "application/x-ndjson",
                Optional.empty(),
                "{\"topic\":\"a\",\"body\":1}\r\n\n{\"topic\":\n{\"topic\":\"c\",\"body\":3}".getBytes(UTF_8));

        assertThat(lines).extracting(Item::topic).containsExactly("a", "", "c");
        assertThat(lines.get(1).problem())
                .hasValueSatisfying(
                        text -> assertThat(text).startsWith("không phải JSON").contains(" / not JSON: "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[7]                                  | an item is a JSON object",
                "[{'body':1}]                         | topic is missing",
                "[{'topic':7,'body':1}]               | topic is missing or no text",
                "[{'topic':'a'}]                      | exactly one of payload and body",
                "[{'topic':'a','body':1,'payload':''}]| exactly one of payload and body",
                "[{'topic':'a','payload':7}]          | payload must be base64, but was '7'",
                "[{'topic':'a','payload':'?'}]        | payload is no base64",
                "[{'topic':'a','body':1,'id':''}]     | id has 1 to 128",
            })
    void itemOfAnotherFormIsTold(String text, String told) {
        assertThat(array(text).get(0).problem().orElseThrow()).contains(told);
    }

    @Test
    void wholeBodiesOfAnotherFormAreRefused() {
        refused("application/json", "[").extracting("status").isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
        refused("application/json", "{}").hasMessageContaining("a batch is a JSON array");
        refused("application/json", "[]").hasMessageContaining("the batch is empty");
        refused("application/json", "[1,1,1,1]").extracting("status").isEqualTo(HttpStatus.CONTENT_TOO_LARGE);
        refused("application/x-ndjson", "1\n1\n1\n1").extracting("status").isEqualTo(HttpStatus.CONTENT_TOO_LARGE);
        refused("application/x-ndjson", "\n\n").hasMessageContaining("the batch is empty");
        refused("text/plain", "x").extracting("status").isEqualTo(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
        refused("application/json", "[{\"a\":".repeat(500))
                .extracting("status")
                .isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @Test
    void batchOfTheDocumentIsUnderstood() throws IOException {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs/dialects.md"))) {
            folder = folder.getParent();
        }
        String text = Files.readString(folder.resolve("docs/dialects.md"));
        int start = text.indexOf("[{\"topic\"");
        byte[] batch = text.substring(start, text.indexOf("```", start)).getBytes(UTF_8);
        var sender = new GatewayId("hue", "gw-1");

        assertThat(items.of(sender, "application/json", Optional.empty(), batch))
                .hasSize(3)
                .allSatisfy(item -> assertThat(Decoders.decode(new RawMessage(
                                        item.topic(), Instant.parse("2026-11-22T10:00:00Z"), item.payload(), sender))
                                .understood())
                        .as(item.topic())
                        .isPresent());
    }

    private List<Item> array(String text) {
        return items.of(
                G, "application/json", Optional.empty(), text.replace('\'', '"').getBytes(UTF_8));
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused(String type, String body) {
        return assertThatThrownBy(() -> items.of(G, type, Optional.empty(), body.getBytes(UTF_8)))
                .isInstanceOf(IntakeRefused.class);
    }
}
