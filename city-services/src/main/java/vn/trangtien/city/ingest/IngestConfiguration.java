package vn.trangtien.city.ingest;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.platform.identity.OnBehalf;
import vn.trangtien.platform.identity.ServiceToken;

@Configuration(proxyBeanMethods = false)
class IngestConfiguration {

    /** @param timeout how long a screen waits for the ingest */
    @Bean
    RestClient ingestClient(
            @Value("${trangtien.links.ingest:http://127.0.0.1:8081}") String address,
            @Value("${trangtien.city.ingest-timeout:5s}") Duration timeout,
            ServiceToken token,
            JsonMapper json) {
        var client = java.net.http.HttpClient.newBuilder()
                .version(java.net.http.HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
        var requests = new JdkClientHttpRequestFactory(client);
        requests.setReadTimeout(timeout);
        return RestClient.builder()
                .baseUrl(address)
                .requestFactory(requests)
                .configureMessageConverters(converters -> converters
                        .registerDefaults()
                        .withJsonConverter(
                                new org.springframework.http.converter.json.JacksonJsonHttpMessageConverter(json)))
                .defaultRequest(request -> {
                    request.header(HttpHeaders.AUTHORIZATION, token.authorization());
                    OnBehalf.ofThisRequest().ifPresent(person -> request.header(OnBehalf.HEADER, person));
                })
                .build();
    }

    @Bean
    Ingest ingest(@Qualifier("ingestClient") RestClient client) {
        return new HttpIngest(client);
    }

    @Bean
    CameraRecords cameraRecords(@Qualifier("ingestClient") RestClient client) {
        return new HttpCameraRecords(client);
    }

    @Bean
    Twins twins(@Qualifier("ingestClient") RestClient client) {
        return new HttpTwins(client);
    }
}
