package vn.trangtien.ingest.objects;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.trangtien.ingest.disk.DataDirectory;

/** Chooses the store. */
@Configuration(proxyBeanMethods = false)
class ObjectConfiguration {

    @Bean
    ObjectStore objectStore(DataDirectory data) {
        return new FileObjects(data);
    }
}
