package io.github.milvusretention.milvus.rest;

import io.github.milvusretention.milvus.Answer;
import tools.jackson.databind.JsonNode;

/**
 * A classified answer with its data.
 *
 * @param data a missing node unless the answer is a success
 */
record Reply(Answer answer, JsonNode data) {}
