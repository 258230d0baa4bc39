"""The one style sheet: how each sort of widget looks, in tokens and in lengths that grow with the text."""

import re
from collections.abc import Mapping

#: `$name` is a token, `12px` grows with the text size, `1px!` does not.
_SHEET = """
QMainWindow, QDialog, Page, #ground { background: $page; }
QToolTip { background: $raised; color: $text; border: 1px! solid $border; padding: 4px; }
QScrollArea, QScrollArea > QWidget > QWidget#inside { background: transparent; border: 0; }

QMenuBar { background: $rail; border-bottom: 1px! solid $line; padding: 2px; }
QMenuBar::item { padding: 4px 10px; background: transparent; border-radius: 2px!; }
QToolButton#qt_menubar_ext_button { background: $raised; border: 1px! solid $border; width: 28px; }
QMenuBar::item:selected { background: $chosen; color: $chosen_text; }
QMenu { background: $raised; border: 1px! solid $border; padding: 4px 0; }
QMenu::item { padding: 6px 28px 6px 28px; }
QMenu::item:selected { background: $chosen; color: $chosen_text; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px!; background: $line; margin: 4px 0; }

#rail { background: $rail; border: 0; }
#rail QScrollArea { background: $rail; }
#rail QLabel { color: $quiet; font-size: 12px; font-weight: 700; padding: 10px 16px 2px 16px; }
#rail QPushButton { background: transparent; border: 2px! solid transparent; border-radius: 2px!; text-align: left;
  padding: 6px 10px; min-height: 22px; }
#rail QPushButton:hover { background: $hover; }
#rail QPushButton:checked { background: $chosen; color: $chosen_text; font-weight: 700; }
#rail QPushButton:focus { border-color: $focus; }
#rail QPushButton:disabled { color: $disabled; background: transparent; border-color: transparent; }

#header { background: $page; border-bottom: 1px! solid $line; }
#status { background: $rail; border-top: 1px! solid $line; }
#status QLabel { color: $quiet; font-size: 13px; }

QLabel[role="title"] { font-size: 24px; font-weight: 700; }
QLabel[role="heading"] { font-size: 17px; font-weight: 700; }
QLabel[role="strong"] { font-weight: 700; }
QLabel[role="quiet"] { color: $quiet; }
QLabel[role="small"] { color: $quiet; font-size: 13px; }
QLabel[role="number"] { font-size: 28px; font-weight: 700; }
QLabel[role="error"] { color: $error; font-weight: 700; }
QLabel[role="success"] { color: $success; font-weight: 700; }
QLabel[role="warning"] { color: $warning; font-weight: 700; }
QLabel[role="chip"] { background: $neutral; color: $text; border-radius: 2px!; padding: 2px 8px; font-size: 13px; }
QLabel[role="code"] { color: $quiet; font-size: 13px; }
QLabel[role="words"] { font-size: 20px; font-weight: 700; background: $sunken; border: 1px! solid $line;
  border-radius: 2px!; padding: 12px; }

QPushButton { background: $raised; color: $text; border: 1px! solid $border; border-radius: 2px!;
  padding: 5px 12px; min-height: 20px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed, QPushButton:checked { background: $down; }
QPushButton:focus { border: 2px! solid $focus; padding: 4px 11px; }
QPushButton:disabled { color: $disabled; border-color: $line; background: $neutral; }
QPushButton[kind="primary"] { background: $fill; color: $on_fill; border-color: $fill; font-weight: 700; }
QPushButton[kind="primary"]:hover { background: $fill_hover; border-color: $fill_hover; }
QPushButton[kind="primary"]:pressed { background: $fill_down; border-color: $fill_down; }
QPushButton[kind="primary"]:focus { border: 2px! solid $focus_filled; }
QPushButton[kind="primary"]:disabled { background: $neutral; color: $disabled; border-color: $line; }
QPushButton[kind="danger"] { color: $error; font-weight: 700; }
QPushButton[kind="quiet"] { background: transparent; border-color: transparent; color: $link; font-weight: 700; }
QPushButton[kind="quiet"]:hover { background: $hover; }
QPushButton[kind="quiet"]:focus { border-color: $focus; }
QPushButton[kind="quiet"]:disabled { color: $disabled; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox { background: $page; color: $text;
  placeholder-text-color: $placeholder; border: 1px! solid $border; border-radius: 2px!; padding: 5px 8px;
  selection-background-color: $selection; selection-color: $on_selection; }
QLineEdit, QComboBox, QAbstractSpinBox { min-height: 20px; }
QLineEdit:hover, QPlainTextEdit:hover, QComboBox:hover { border-color: $text; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
  border: 2px! solid $focus; padding: 4px 7px; }
QLineEdit:disabled, QComboBox:disabled { background: $neutral; color: $disabled; border-color: $line; }
QLineEdit[wrong="true"] { border: 2px! solid $error; padding: 4px 7px; }
QLineEdit[big="true"] { font-size: 22px; min-height: 34px; }
QComboBox::drop-down { border: 0; width: 26px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView { background: $raised; border: 1px! solid $border; selection-background-color: $chosen;
  selection-color: $chosen_text; }
QTextBrowser { border: 1px! solid transparent; background: $page; }
Difference { border: 0; background: transparent; padding: 0; }

QTabBar::scroller { width: 48px; }
QTabBar { background: $page; border-bottom: 1px! solid $line; }
QTabBar::tab { background: transparent; color: $quiet; padding: 9px 10px; border-bottom: 3px solid transparent; }
QTabBar[tight="true"]::tab { padding: 4px 7px; }
QTabBar::tab:hover { background: $hover; }
QTabBar::tab:selected { color: $link; font-weight: 700; border-bottom: 3px solid $link; }

QTableView, QListView, QTreeView { background: $page; alternate-background-color: $sunken; gridline-color: $faint;
  border: 1px! solid $line; padding: 1px!; border-radius: 2px!; selection-background-color: $chosen;
  selection-color: $chosen_text; outline: 0; }
QTableView:focus, QListView:focus, QTreeView:focus { border: 2px! solid $focus; padding: 0px; }
QTableView::item, QListView::item { padding: 2px 8px; }
QTableView::item:selected, QListView::item:selected { background: $chosen; color: $chosen_text; }
QHeaderView { background: $rail; border: 0; }
QHeaderView::section { background: $rail; color: $quiet; border: 0; border-bottom: 1px! solid $line;
  padding: 6px 8px; font-weight: 700; text-align: left; }

QScrollBar:vertical { background: transparent; width: 13px!; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 13px!; margin: 0; }
QScrollBar::handle { background: $border; border-radius: 4px!; margin: 2px!; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $line; }
QProgressBar { background: $neutral; border: 0; border-radius: 2px!; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $fill; border-radius: 2px!; }

Card { background: $raised; border: 1px! solid $line; border-radius: 2px!; }
CardButton { background: $raised; border: 1px! solid $line; border-radius: 2px!; text-align: left; padding: 0; }
CardButton:hover { border-color: $link; background: $sunken; }
CardButton:focus { border: 2px! solid $focus; padding: 0; }
Strip, ResultCard { border: 1px! solid $border; border-radius: 2px!; background: $notice_ground; }
Strip[tone="success"], ResultCard[tone="success"] { background: $success_ground; border-color: $success; }
Strip[tone="warning"], ResultCard[tone="warning"] { background: $warning_ground; border-color: $warning; }
Strip[tone="error"], ResultCard[tone="error"] { background: $error_ground; border-color: $error; }
"""
_TOKEN = re.compile(r"\$(\w+)")
_LENGTH = re.compile(r"\b(\d+)px(!?)")


def sheet(tokens: Mapping[str, str], percent: int) -> str:
    """Return the style sheet for a theme and a size of text; it is the same for both directions."""
    text = _TOKEN.sub(lambda found: tokens[found[1]], _SHEET)
    return _LENGTH.sub(lambda found: _length(int(found[1]), found[2] == "!", percent), text)


def _length(pixels: int, fixed: bool, percent: int) -> str:
    return f"{pixels if fixed else round(pixels * percent / 100)}px"
