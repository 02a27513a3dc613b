"""The worker: claims jobs, lets a child compute, stores how far it is, keeps the draft; marks what is late."""

from __future__ import annotations

import hashlib
import logging
import multiprocessing
import time
import zlib
from dataclasses import asdict
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from django.db import InterfaceError, OperationalError, close_old_connections, connection, transaction

from yixian.planning.stop import Progress
from yixian.web import clock
from yixian.web.journal.record import tell
from yixian.web.journal.retention import sweep_daily
from yixian.web.notify.sender import Sender
from yixian.web.plans import alive, bridges
from yixian.web.plans.entry import start
from yixian.web.plans.models import Job, Plan, PlanState
from yixian.web.plans.work import Failure, Result, Work
from yixian.web.tasks.late import mark_late
from yixian.web.uploads.porter import Porter

log = logging.getLogger("yixian.worker")

TICK_S = 0.5
LATE_EVERY = timedelta(seconds=10)
AWAY_S = 2
MOST_TRACK = 200


class Worker:
    """One worker of an installation. ``run`` ends when ``is_wanted_away`` says so."""

    def __init__(self) -> None:
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._job: Job | None = None
        self._told_best = False
        self._late_at: datetime | None = None
        self._began = 0.0

    def run(self) -> None:
        """Work until the process is ended."""
        requeue_lost(clock.now())
        beside = (Sender(), Porter())
        for one in beside:
            one.start()
        try:
            while True:
                self._tick_or_wait()
                time.sleep(TICK_S)
        finally:
            for one in beside:
                one.stop()
            self._kill()

    def _tick_or_wait(self) -> None:
        try:
            close_old_connections()
            self.tick()
        except (OperationalError, InterfaceError):
            # It is being restarted, or very busy: what was due stays due.
            log.warning("the database is away", exc_info=True)
            connection.close()
            time.sleep(AWAY_S)

    def tick(self) -> None:
        """Do what is due now: late tasks, a new job, the running one."""
        at = clock.now()
        # By the county's clock, so that a training's that is put forward has its alarms; and one put back has too.
        if self._late_at is None or abs(at - self._late_at) > LATE_EVERY:
            alive.beat()
            mark_late(at)
            sweep_daily(at)
            self._late_at = at
        if self._job is None:
            self._claim()
        else:
            self._follow(self._job)

    def _claim(self) -> None:
        at = clock.now()
        waiting = Job.objects.unscoped("the worker serves everybody").filter(
            claimed_at=None, plan__state=PlanState.ASKED
        )
        job = waiting.select_related("plan").order_by("id").first()
        if job is None or not waiting.filter(pk=job.pk).update(claimed_at=at, heartbeat_at=at):
            return
        plan = job.plan
        plan.state = PlanState.COMPUTING
        plan.facts_at = at
        try:
            problem = bridges.of(plan).take(plan)
        except Exception as error:
            log.exception("plan %s: the problem could not be made", plan.pk)
            self._end(job, PlanState.FAILED, error=f"{type(error).__name__}: {error}")
            return
        plan.problem = zlib.compress(problem)
        plan.problem_sha256 = hashlib.sha256(problem).hexdigest()
        plan.save(update_fields=["state", "facts_at", "problem", "problem_sha256"])
        tell("plans", "plan_computing", at=at, place_path=plan.place_path, subject=f"plan:{plan.pk}")
        self._pipe, there = multiprocessing.get_context("spawn").Pipe()
        work = Work(plan.room, problem, plan.seed, plan.time_limit_s)
        self._process = multiprocessing.get_context("spawn").Process(target=start, args=(work, there), daemon=True)
        self._process.start()
        there.close()
        self._job, self._began, self._told_best = job, time.monotonic(), False

    def _follow(self, job: Job) -> None:
        assert self._pipe is not None and self._process is not None
        job.refresh_from_db()
        if job.wants_cancel:
            self._kill()
            self._end(job, PlanState.CANCELLED)
            return
        news: object = None
        try:
            if job.wants_best_now and not self._told_best:
                # Once: a child that compiles reads nothing, and a full pipe would hold us both for ever.
                self._told_best = True
                self._pipe.send("best")
            while self._pipe.poll():
                news = self._pipe.recv()
                if isinstance(news, Result | Failure):
                    break
        except (EOFError, OSError):
            news = Failure("the planner's process ended without an answer")
        if isinstance(news, Progress):
            self._note(job, news)
        elif isinstance(news, Result):
            self._keep(job, news)
        elif isinstance(news, Failure):
            self._end(job, PlanState.FAILED, error=news.text)

    def _note(self, job: Job, progress: Progress) -> None:
        job.heartbeat_at = clock.now()
        job.phase, job.share, job.best, job.bound = (
            progress.phase,
            progress.share,
            progress.best,
            progress.bound,
        )
        track = [*job.track, [round(time.monotonic() - self._began, 1), progress.best, progress.bound]]
        job.track = track if len(track) <= MOST_TRACK else track[::2]
        job.save(update_fields=["heartbeat_at", "phase", "share", "best", "bound", "track"])

    def _keep(self, job: Job, result: Result) -> None:
        plan = job.plan
        try:
            bridges.of(plan).keep(plan, result.answer, result.certificate)
        except Exception as error:
            log.exception("plan %s: the draft could not be kept", plan.pk)
            self._end(job, PlanState.FAILED, error=f"{type(error).__name__}: {error}")
            return
        plan.answer = zlib.compress(result.answer)
        plan.made_at = clock.now()
        plan.cost, plan.bound = result.certificate.cost, result.certificate.bound
        plan.certificate = {
            "rules": [asdict(rule) for rule in result.certificate.rules],
            "faults": list(result.certificate.faults),
            "solve_s": round(result.solve_s, 1),
            "check_s": round(result.check_s, 1),
        }
        plan.save(update_fields=["answer", "made_at", "cost", "bound", "certificate"])
        self._end(job, PlanState.DRAFT if result.certificate.is_sound else PlanState.REFUSED)

    def _end(self, job: Job, state: PlanState, error: str = "") -> None:
        at = clock.now()
        with transaction.atomic():
            Plan.objects.unscoped("the worker serves everybody").filter(pk=job.plan_id).update(state=state)
            job.ended_at, job.error, job.share = at, error, 1.0
            job.save(update_fields=["ended_at", "error", "share"])
            path = job.plan.place_path
            tell("plans", f"plan_{state.value}", at=at, place_path=path, subject=f"plan:{job.plan_id}")
        self._job = self._process = self._pipe = None

    def _kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()


def requeue_lost(at: datetime) -> int:
    """Put jobs back in the queue whose worker died; return how many."""
    lost = Job.objects.unscoped("the worker serves everybody").filter(
        ended_at=None, claimed_at__isnull=False, plan__state=PlanState.COMPUTING
    )
    plans = list(lost.values_list("plan_id", flat=True))
    lost.update(claimed_at=None, heartbeat_at=None, share=0, track=[])
    Plan.objects.unscoped("the worker serves everybody").filter(pk__in=plans).update(state=PlanState.ASKED)
    return len(plans)
