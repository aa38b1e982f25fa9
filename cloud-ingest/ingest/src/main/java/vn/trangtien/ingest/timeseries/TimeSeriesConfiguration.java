package vn.trangtien.ingest.timeseries;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Chooses the server by {@code trangtien.ingest.timeseries.kind}. */
@Configuration(proxyBeanMethods = false)
class TimeSeriesConfiguration {

    @Bean
    TimeSeriesServer timeSeriesServer(TimeSeriesProperties properties) {
        return server(properties);
    }

    static TimeSeriesServer server(TimeSeriesProperties properties) {
        TimeSeriesProperties.Store store = properties.timeseries();
        return switch (store.kind()) {
            case QUESTDB ->
                new QuestDbServer(
                        new Influx2Writer(properties.influx(), store.timeout()), properties.questdb(), store.timeout());
            case INFLUX1 -> new InfluxServer(new Influx1Wire(properties.influx(), store.timeout()));
            case INFLUX2 -> new InfluxServer(new Influx2Wire(properties.influx(), store.timeout()));
        };
    }
}
