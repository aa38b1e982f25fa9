package vn.trangtien.video.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsEndpointIT {

    @Test
    void answersOnThisMachineOnly() throws IOException, InterruptedException {
        try (var endpoint = MetricsEndpoint.start(0, () -> List.of(PrometheusTextTest.CAMERA))) {
            HttpClient client = HttpClient.newHttpClient();
            URI uri = URI.create("http://127.0.0.1:%d/metrics".formatted(endpoint.port()));
            var answer = client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).contains(PrometheusText.CONTENT_TYPE);
            assertThat(answer.body()).contains("trangtien_video_reconnects_total");
            var other = HttpRequest.newBuilder(uri.resolve("/")).build();
            assertThat(client.send(other, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(404);
            assertThatThrownBy(() -> MetricsEndpoint.start(endpoint.port(), List::of))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("choose another port");
        }
    }
}
