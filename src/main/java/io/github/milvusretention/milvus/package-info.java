/** How to ask a cluster: Milvus REST API v2 over HttpClient 5, with one classifier of answers. */
@NullMarked
package io.github.milvusretention.milvus;

import org.jspecify.annotations.NullMarked;
