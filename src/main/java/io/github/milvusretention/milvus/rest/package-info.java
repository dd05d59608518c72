/** Milvus over its REST API v2: the envelope of answers, their data, the one classifier. */
@NullMarked
package io.github.milvusretention.milvus.rest;

import org.jspecify.annotations.NullMarked;
