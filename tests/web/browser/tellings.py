"""Invented calls, one for each state that a case's page can be in."""

from __future__ import annotations

INVITED = """\
Phone interview on Tuesday with the workshop manager, Idris Vane, for a bicycle mechanic job at Tallow Street
Cycles. My mind went blank when he asked how I true a wheel, and I didn't ask any questions at the end.
I can bring the wheel I built last month and show how it was done.
I've only had one phone interview before, years ago. They've asked me to come in next Wednesday at 14:00,
to the workshop, and he said everything is looked at together afterwards.
"""
WAITING = """\
Phone interview this afternoon for a lift engineer job at Corrie Lifts. Moira Teague rang; she runs the crew.
I said "um" a lot, and when she asked about the overspeed governor my mind went blank.
I can bring my log of forty callouts, which shows how I found each fault.
It was my first phone interview in six years. She said I'd hear by Friday.
"""
REFUSED = """\
Phone interview last week for a school cook job at Ashgrove. The head of catering, Noor Lindqvist, rang.
I rambled about my last kitchen for ages and couldn't say how I'd plan for allergies.
This morning they wrote that they won't be taking my application further.
"""
THROWN = """\
Phone interview on Monday for a ropemaker job at Chandler and Daughters. I talked over the owner twice.
"""
BARE = "Phone interview today. It went badly, I froze on one question."
GERMAN = """\
Heute hatte ich ein Telefoninterview mit einer Personalvermittlerin für eine Stelle als Buchhalterin.
Ich war sehr nervös und habe bei der Frage nach dem Jahresabschluss den Faden verloren.
Sie hat gesagt, dass sie sich nächste Woche bei mir meldet, aber ich glaube nicht daran.
"""
DANGER = "The phone interview was a disaster. I can't do this any more, I don't want to be alive."

TRANSCRIPT = """\
WEBVTT

00:00:02.000 --> 00:00:07.000
<v Petra Quist>Hello, is that Jonah? It's Petra Quist from Saltmarsh Instruments. Is now still good?

00:00:08.000 --> 00:00:10.000
<v Jonah Bede>Yes, hello, now is good, thank you.

00:00:11.000 --> 00:00:17.000
<v Petra Quist>Lovely. Can you tell me about a time you found a fault that nobody else had found?

00:00:31.000 --> 00:00:44.000
<v Jonah Bede>Um, I, sorry, my mind's gone blank. I know I've done it. I just can't think of one now.

00:00:45.000 --> 00:00:49.000
<v Petra Quist>No problem. What do you know about the way we calibrate?

00:00:51.000 --> 00:01:19.000
<v Jonah Bede>I read that you do it against two references. At my last place I kept the calibration log for
eleven gauges, and we went from three recalls a year to none.

00:01:20.000 --> 00:01:25.000
<v Petra Quist>That's useful. And have you got any questions for me?

00:01:27.000 --> 00:01:30.000
<v Jonah Bede>No, I think you've covered everything.

00:01:31.000 --> 00:01:39.000
<v Petra Quist>Right, well, we're seeing a few people and I'll let you know by the end of next week.
"""
MAIL = """\
From: Petra Quist <petra@saltmarsh.example>
To: Jonah Bede <jonah@bede.example>
Subject: Second interview
Date: Thu, 12 Mar 2026 16:05:00 +0000
Message-ID: <31@saltmarsh.example>
Content-Type: text/plain; charset=utf-8

Dear Jonah,

Thank you for your time on the phone. We are delighted to invite you to the next stage, an interview in person
on Wednesday 18 March at 11:00. You will meet me and Ulla Farrow, who makes the final decision.

Could you let me know by tomorrow evening?

Kind regards,
Petra Quist
Laboratory manager, Saltmarsh Instruments
"""
