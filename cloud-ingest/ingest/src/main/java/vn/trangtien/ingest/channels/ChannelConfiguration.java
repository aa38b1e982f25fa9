package vn.trangtien.ingest.channels;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The catalogue is read once. */
@Configuration(proxyBeanMethods = false)
class ChannelConfiguration {

    @Bean
    ChannelCatalogue channelCatalogue() {
        return ChannelCatalogue.bundled();
    }
}
