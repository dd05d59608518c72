package io.github.milvusretention.console.partition;

import io.github.milvusretention.console.web.Moment;
import io.github.milvusretention.ledger.seen.LastSeen;

/** Where the last plan of a policy saw a partition of the name. */
record Seen(LastSeen where, Moment at) {}
