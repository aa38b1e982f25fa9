package vn.trangtien.city.alarm;

import java.net.http.HttpClient;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.platform.cases.CaseApi;
import vn.trangtien.platform.cases.CaseRequest;
import vn.trangtien.platform.cases.CaseView;
import vn.trangtien.platform.identity.ServiceToken;

/** egov-core over HTTP. */
@Component
class HttpCaseDesk implements CaseDesk {

    private final RestClient http;

    HttpCaseDesk(
            @Value("${trangtien.links.egov:http://127.0.0.1:8082}") String address,
            AlarmProperties properties,
            ServiceToken token,
            JsonMapper json) {
        Duration timeout = properties.caseTimeout();
        var requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build());
        requests.setReadTimeout(timeout);
        http = RestClient.builder()
                .baseUrl(address)
                .requestFactory(requests)
                .configureMessageConverters(converters ->
                        converters.registerDefaults().withJsonConverter(new JacksonJsonHttpMessageConverter(json)))
                .defaultRequest(request -> request.header(HttpHeaders.AUTHORIZATION, token.authorization()))
                .build();
    }

    @Override
    public CaseView open(CaseRequest request) throws CaseDeskUnavailable {
        CaseView opened;
        try {
            opened = http.post()
                    .uri(CaseApi.PATH)
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(request)
                    .retrieve()
                    .body(CaseView.class);
        } catch (HttpClientErrorException e) {
            throw new CaseDeskUnavailable(
                    "egov-core refused %s: %s".formatted(request.idempotencyKey(), e.getMessage()), true, e);
        } catch (RestClientException e) {
            throw new CaseDeskUnavailable(
                    "egov-core did not answer for %s: %s".formatted(request.idempotencyKey(), e.getMessage()),
                    false,
                    e);
        }
        if (opened == null) {
            throw new CaseDeskUnavailable(
                    "egov-core gave an empty answer for " + request.idempotencyKey(),
                    false,
                    new IllegalStateException("empty"));
        }
        return opened;
    }
}
