package vn.trangtien.ingest.judging;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/** One bound for the memory of all RocksDB stores of this process, whatever the number of partitions. Made by Kafka Streams. */
public final class BoundedRocksDb implements RocksDBConfigSetter {

    private static final long CACHE_BYTES = 16L << 20;
    private static final long WRITE_BUFFERS_BYTES = 8L << 20;
    private static final long WRITE_BUFFER_BYTES = 2L << 20;
    private static final int WRITE_BUFFERS = 2;

    private static @Nullable Shared shared;

    private record Shared(Cache cache, WriteBufferManager writeBuffers) {}

    @Override
    public void setConfig(String store, Options options, Map<String, Object> configs) {
        Shared all = shared();
        var tables = (BlockBasedTableConfig) options.tableFormatConfig();
        tables.setBlockCache(all.cache());
        // Otherwise indexes and filters would be outside of the bound.
        tables.setCacheIndexAndFilterBlocks(true);
        options.setTableFormatConfig(tables);
        options.setWriteBufferManager(all.writeBuffers());
        options.setWriteBufferSize(WRITE_BUFFER_BYTES);
        options.setMaxWriteBufferNumber(WRITE_BUFFERS);
        options.setInfoLogLevel(InfoLogLevel.ERROR_LEVEL);
    }

    /** Cache and buffers are those of all stores and stay. */
    @Override
    public void close(String store, Options options) {}

    /** Not before the first store is opened, which loads the native library. */
    private static synchronized Shared shared() {
        Shared made = shared;
        if (made == null) {
            var cache = new LRUCache(CACHE_BYTES);
            made = new Shared(cache, new WriteBufferManager(WRITE_BUFFERS_BYTES, cache));
            shared = made;
        }
        return made;
    }
}
