package vn.trangtien.ingest.deadletters;

/** Where a letter lies in Kafka. */
record Place(String topicId, int partition, long offset) {}
