"""`zugong audit`: verify the record, take it away, have it witnessed, and the acts that need two persons."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path

from zugong.cli.desk import start_django
from zugong.cli.messages import say


def configure(parser: ArgumentParser) -> None:
    """Arguments of the command."""
    acts = parser.add_subparsers(dest="act", metavar="<办什么>", required=True, title="办什么")
    verify = acts.add_parser("verify", help="核验全部留痕、检查点和业务数据；全部相符退出码为 0")
    verify.add_argument(
        "--checkpoint", type=Path, action="append", default=[], metavar="文件", help="从前取走的检查点，可写几次"
    )
    verify.add_argument("--json", action="store_true", help="结果写成 JSON")
    export = acts.add_parser("export", help="导出全部留痕，连同两个离线核验程序")
    export.add_argument("--out", type=Path, required=True, metavar="文件", help="写成哪个 zip；含改前改后的全部内容")
    checkpoint = acts.add_parser("checkpoint", help="做一个检查点并取走")
    checkpoint.add_argument("--out", type=Path, required=True, metavar="文件", help="另在旁边写出 SM3 的一份")
    witness = acts.add_parser("witness", help="见证：核对上次见过的检查点，再签新的")
    witness.add_argument("--stick", type=Path, required=True, metavar="文件夹", help="见证人的 U 盘")
    witness.add_argument("--name", default="", metavar="见证人", help="U 盘第一次使用时写明，如 区纪委监委")
    witness.add_argument("--export", type=Path, metavar="文件", help="不连数据库，见证一份导出的 zip")
    witness.add_argument("--new-epoch", action="store_true", help="认可恢复之后开始的新的一期")
    _by_two(acts.add_parser("epoch", help="恢复丢失过留痕之后，由两个人开始新的一期"))
    erase = acts.add_parser("erase", help="依法清除留痕里已删除的一行的内容，由两个人办")
    erase.add_argument("object", metavar="对象", help="例如 people.person:17")
    erase.add_argument("--article", required=True, metavar="依据", help="依据的条款")
    _by_two(erase)


def run(namespace: Namespace) -> int:
    """Exit code 0; 1 when something does not agree; 2 with a message when it could not be done."""
    from zugong.audit.notes import BadNote
    from zugong.audit.witnessing import Refuses

    acts = {
        "verify": _verify,
        "export": _export,
        "checkpoint": _checkpoint,
        "witness": _witness,
        "epoch": _epoch,
        "erase": _erase,
    }
    start_django()
    from zugong.audit.exporting import EmptyRecord
    from zugong.core.errors import ActionError

    try:
        return acts[namespace.act](namespace)
    except Refuses as refusal:
        say(str(refusal))
        return 1
    except (ActionError, BadNote, EmptyRecord) as problem:
        say(str(problem))
    except (OSError, UnicodeDecodeError) as problem:
        say(f"文件读写不成：{problem}")
    return 2


def _by_two(parser: ArgumentParser) -> None:
    parser.add_argument("--by", nargs=2, required=True, metavar="账号", help="办理的两个人，随后各输口令")
    parser.add_argument("--reason", required=True, metavar="理由", help="写进留痕")


def _verify(namespace: Namespace) -> int:
    from zugong.audit.models import Verification
    from zugong.audit.verifying.whole import verify

    outside = [path.read_text("utf-8") for path in namespace.checkpoint]
    report = verify(outside)
    told = report.as_json()
    Verification.objects.create(size=report.size, ok=report.ok, report=told)
    print(json.dumps(told, ensure_ascii=False, indent=1) if namespace.json else "\n".join(report.lines()))
    return 0 if report.ok else 1


def _export(namespace: Namespace) -> int:
    from zugong.audit.actors import Actor
    from zugong.audit.exporting import export_record
    from zugong.audit.recording import record_event

    if not namespace.out.parent.is_dir():
        raise FileNotFoundError(f"没有文件夹 {namespace.out.parent}")
    record_event(Actor.program("audit"), "audit.record.exported", "record:all", details={"name": namespace.out.name})
    done = export_record(namespace.out, verifiers=True)
    print(f"导出 {done.path}：{done.size} 条留痕。旁边有两个离线核验程序。")
    print("里面有改前改后的全部内容，请按涉密载体管理。")
    return 0


def _checkpoint(namespace: Namespace) -> int:
    from zugong.audit.checkpoints import make_checkpoint, signed_notes
    from zugong.audit.exporting import EmptyRecord

    made = make_checkpoint("取走检查点")
    if made is None:
        raise EmptyRecord("还没有留痕，没有检查点可取。")
    beside = namespace.out.with_name(f"{namespace.out.stem}-sm3{namespace.out.suffix}")
    for path, note in zip((namespace.out, beside), signed_notes(made), strict=True):
        path.write_text(note, "utf-8")
    print(f"检查点 {namespace.out}，{beside}：第 {made.epoch} 期 {made.size} 条。请拿到系统之外保存。")
    return 0


def _witness(namespace: Namespace) -> int:
    from zugong.audit.sources import exported_end, stored_end
    from zugong.audit.witnessing import open_stick, witness

    stick = open_stick(namespace.stick, namespace.name)
    if namespace.export is None:
        from zugong.audit.checkpoints import make_checkpoint

        make_checkpoint("见证")
        end = stored_end()
    else:
        end = exported_end(namespace.export)
    seen = witness(stick, end.note, end.note_sm3, end.leaves, new_epoch=namespace.new_epoch)
    before = f"是上次见过的第 {stick.last.size} 条的延续" if stick.last else "是这个 U 盘第一次见证，以前的无从比对"
    print(f"见证人“{stick.name}”已签：第 {seen.epoch} 期 {seen.size} 条，{before}。")
    if namespace.export is None:
        from zugong.audit.actions.keep_cosignatures import keep_cosignatures
        from zugong.audit.actors import Actor

        kept = keep_cosignatures(stick.public, [*stick.seen, seen], by=Actor.program("witness"))
        print(f"存入系统的见证签名：新增 {kept} 个。")
    return 0


def _epoch(namespace: Namespace) -> int:
    from zugong.audit.actions.begin_epoch import begin_epoch
    from zugong.cli.persons import two_persons

    first, second = two_persons(namespace.by)
    epoch = begin_epoch(by=first, second=second, reason=namespace.reason)
    print(f"已开始第 {epoch} 期，并做了检查点。请尽快告诉见证人，带 U 盘来见证。")
    return 0


def _erase(namespace: Namespace) -> int:
    from zugong.audit.actions.erase_payloads import erase_payloads
    from zugong.cli.persons import two_persons

    first, second = two_persons(namespace.by)
    count = erase_payloads(
        namespace.object, by=first, second=second, reason=namespace.reason, article=namespace.article
    )
    print(f"已清除 {namespace.object} 的 {count} 行内容，摘要还在，核验不受影响。从前的备份和导出里仍有，须另行处理。")
    return 0
