package io.github.milvusretention.job;

import io.github.milvusretention.database.ShortTransaction;
import io.github.milvusretention.job.history.History;
import io.github.milvusretention.job.launch.LaunchAudit;
import io.github.milvusretention.run.RunParameters;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes {@link RunStarted}, and {@link RunRecorded} within the transaction that records it.
 * Spring Batch writes the end of a job twice, before and after the listeners that say what it
 * means. Only the second is let through, so that no process can die between an end and its meaning.
 * Within the transaction that creates an execution, {@link LaunchAudit} writes who asked for it.
 */
class RunEvents implements JobExecutionListener {
  private final Set<Long> running = ConcurrentHashMap.newKeySet();
  private final ObjectProvider<History> history;
  private final ApplicationEventPublisher events;
  private final ShortTransaction transaction;
  private final LaunchAudit audit;

  /**
   * @param history made from the repository that this wraps, so asked for only when a run ends
   */
  RunEvents(
      ObjectProvider<History> history,
      ApplicationEventPublisher events,
      ShortTransaction transaction,
      LaunchAudit audit) {
    this.audit = audit;
    this.history = history;
    this.events = events;
    this.transaction = transaction;
  }

  @Override
  public void beforeJob(JobExecution execution) {
    running.add(execution.getId());
    events.publishEvent(
        new RunStarted(RunParameters.of(execution.getJobParameters()).run(), execution.getId()));
  }

  @Override
  public void afterJob(JobExecution execution) {
    running.remove(execution.getId());
  }

  /** The same repository, which publishes the end of a run as part of recording it. */
  JobRepository publishing(JobRepository repository) {
    // The last advice is the innermost: what it does is part of Spring Batch's own transaction.
    ((Advised) repository).addAdvice((MethodInterceptor) this::audited);
    ProxyFactory proxy = new ProxyFactory();
    proxy.setTarget(repository);
    proxy.setInterfaces(JobRepository.class);
    proxy.addAdvice(
        (MethodInterceptor)
            call -> {
              JobExecution ended = ended(call);
              if (ended == null) {
                return call.proceed();
              }
              if (!running.contains(ended.getId())) {
                // Before the transaction, within which it would need a second connection.
                RunRecorded recorded = new RunRecorded(history.getObject().report(ended));
                transaction.executeWithoutResult(
                    status -> {
                      repository.update(ended);
                      events.publishEvent(recorded);
                    });
              }
              return null;
            });
    return (JobRepository) proxy.getProxy();
  }

  private @Nullable Object audited(MethodInvocation call) throws Throwable {
    Object result = call.proceed();
    if (call.getMethod().getName().equals("createJobExecution")
        && result instanceof JobExecution created) {
      audit.created(created);
    }
    return result;
  }

  /** The execution that has ended, if this call is to write it; otherwise null. */
  private static @Nullable JobExecution ended(MethodInvocation call) {
    return call.getMethod().getName().equals("update")
            && call.getArguments()[0] instanceof JobExecution execution
            && execution.getEndTime() != null
        ? execution
        : null;
  }
}
