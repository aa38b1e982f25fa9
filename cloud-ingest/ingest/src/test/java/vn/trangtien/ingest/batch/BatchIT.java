package vn.trangtien.ingest.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.ingest.support.City;
import vn.trangtien.ingest.support.SharedCity;
import vn.trangtien.ingest.support.TestGateway;

/** Five hundred gateways from one table. */
class BatchIT {

    private static City city;

    @BeforeAll
    static void start() throws Exception {
        city = SharedCity.get();
    }

    @Test
    void fiveHundredGatewaysAreRegisteredInOneGoAndAnyOfThemEnrols() throws Exception {
        long begin = System.nanoTime();
        HttpResponse<String> answer = post("/api/batches?name=Den", table("lamp", 500));
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        LoggerFactory.getLogger(BatchIT.class).info("gateways=500 took={}", took);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        JsonNode batch = JsonMapper.shared().readTree(answer.body());
        assertThat(batch.path("gateways")).hasSize(500);
        assertThat(took).isLessThan(Duration.ofSeconds(60));
        JsonNode last = batch.path("gateways").get(499);
        TestGateway.enrol(city, "hue", "lamp-500", last.path("code").asString());
        long id = batch.path("id").asLong();
        assertThat(city.get("/api/batches/" + id)
                        .path("gateways")
                        .get(0)
                        .path("state")
                        .asString())
                .isEqualTo("CODE_ISSUED");

        HttpResponse<String> again = post("/api/batches/" + id + "/codes?format=csv", "");
        assertThat(again.body().lines().count()).isEqualTo(1 + 499);
        assertThat(again.body()).startsWith("id,code,expiresAt,label\n").doesNotContain("lamp-500,");
    }

    @Test
    void dryRunAndBadTablesRegisterNothing() throws Exception {
        assertThat(post("/api/batches?dryRun=true", table("dry", 3)).body()).isEqualTo("{\"gateways\":3}");
        post("/api/batches", table("taken", 1));

        HttpResponse<String> refused = post("/api/batches", "id,name\nfresh-1,A\ntaken-1,B\n");

        assertThat(refused.statusCode()).isEqualTo(422);
        JsonNode problem =
                JsonMapper.shared().readTree(refused.body()).path("problems").get(0);
        assertThat(problem.path("line").asInt()).isEqualTo(3);
        assertThat(problem.path("value").asString()).isEqualTo("taken-1");
        assertThat(city.get("/api/gateways").toString())
                .doesNotContain("fresh-1")
                .doesNotContain("dry-1");
    }

    @Test
    void qrCodeSaysWhatTheLabelSays() throws Exception {
        String text = "trangtien:1?u=https%3A%2F%2Fcity.example%3A8443&c=ABCDE-FGHJK-LMNPQ-RSTUV&f="
                + "0123456789abcdef".repeat(4) + "&g=hue-tru-001";

        assertThat(scan(QrCode.svg(text))).isEqualTo(text);
    }

    /** Paints the picture's lines four dots to a module, and reads it as a scanner would. */
    private static String scan(String svg) throws Exception {
        Matcher box = Pattern.compile("viewBox=\"0 0 (\\d+) ").matcher(svg);
        assertThat(box.find()).isTrue();
        int size = Integer.parseInt(box.group(1)) * 4;
        int[] dots = new int[size * size];
        Arrays.fill(dots, 0xFFFFFF);
        Matcher run = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1").matcher(svg);
        while (run.find()) {
            int left = Integer.parseInt(run.group(1)) * 4;
            int top = Integer.parseInt(run.group(2)) * 4;
            int wide = Integer.parseInt(run.group(3)) * 4;
            for (int y = top; y < top + 4; y++) {
                Arrays.fill(dots, y * size + left, y * size + left + wide, 0);
            }
        }
        var picture = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(size, size, dots)));
        return new QRCodeReader().decode(picture).getText();
    }

    private static String table(String prefix, int gateways) {
        return IntStream.rangeClosed(1, gateways)
                .mapToObj(i -> prefix + "-" + i + ";Trụ đèn " + i + ", Lê Lợi;lamp;16,46;107,59;den")
                .collect(Collectors.joining("\n", "\uFEFFid;name;kind;lat;lon;profile\n", "\n"));
    }

    private static HttpResponse<String> post(String path, String csv) throws Exception {
        return city.send(
                city.request(path).header("Content-Type", "text/csv").POST(HttpRequest.BodyPublishers.ofString(csv)));
    }
}
