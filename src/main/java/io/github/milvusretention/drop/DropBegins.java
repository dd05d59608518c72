package io.github.milvusretention.drop;

import io.github.milvusretention.policy.Address;

/** Published before the drop of a partition is sent. */
public record DropBegins(String policy, Address address) {}
