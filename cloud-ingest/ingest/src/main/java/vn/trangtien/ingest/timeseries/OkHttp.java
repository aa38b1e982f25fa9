package vn.trangtien.ingest.timeseries;

import java.time.Duration;
import okhttp3.OkHttpClient;

/** The HTTP client that all clients of InfluxDB stand on. */
final class OkHttp {

    private static final Duration CONNECTING = Duration.ofSeconds(5);

    private OkHttp() {}

    static OkHttpClient.Builder with(Duration timeout) {
        return new OkHttpClient.Builder()
                .connectTimeout(timeout.compareTo(CONNECTING) < 0 ? timeout : CONNECTING)
                .readTimeout(timeout)
                .writeTimeout(timeout);
    }
}
