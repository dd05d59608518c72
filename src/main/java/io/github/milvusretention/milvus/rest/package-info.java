/** Milvus REST API v2: calls, the envelope of answers, and the classifier of outcomes. */
@NullMarked
package io.github.milvusretention.milvus.rest;

import org.jspecify.annotations.NullMarked;
